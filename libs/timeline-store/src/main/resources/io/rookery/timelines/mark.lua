-- Notes in timelines that exist that a followee's tweets are left to pull.
-- KEYS     the timelines; in a cluster all of one slot
-- ARGV[1]  the followee
-- Returns how many of the timelines exist
local existing = 0
for _, key in ipairs(KEYS) do
  if redis.call('EXISTS', key .. ':pulled') == 1 then
    redis.call('SADD', key .. ':pulled', ARGV[1])
    existing = existing + 1
  end
end
return existing
