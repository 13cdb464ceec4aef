-- Ends a rebuild: the timeline can be read. The gathered tweets were pushed before.
-- KEYS[1]  the timeline
-- ARGV[1]  token of the rebuild   ARGV[2]  expiry in seconds
-- Returns 1, or 0 if the rebuild took too long and is no longer valid
local token = redis.call('ZSCORE', KEYS[1], 'building')
if not token or tonumber(token) ~= tonumber(ARGV[1]) then
  return 0
end
redis.call('ZREM', KEYS[1], 'building')
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
