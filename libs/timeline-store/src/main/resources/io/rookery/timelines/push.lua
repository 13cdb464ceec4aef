-- Adds tweets to a timeline that exists, and keeps it within its capacity.
-- KEYS[1]  the timeline
-- ARGV[1]  capacity in entries   ARGV[2]  slack: trim only when this many over
-- ARGV[3]  floor in ms: the list these tweets are from is known down to here only (0: wholly)
-- ARGV[4]  ms, ARGV[5] id, and so on in pairs
-- Returns 1, or 0 if there is no such timeline
local key = KEYS[1]
local floor = redis.call('ZSCORE', key, 'floor')
if not floor then
  return 0
end
floor = tonumber(floor)

local function raise(to)
  if to > floor then
    floor = to
    redis.call('ZREMRANGEBYSCORE', key, '-inf', floor)
    redis.call('ZADD', key, floor, 'floor')
  end
end

raise(tonumber(ARGV[3]))
for i = 4, #ARGV, 2 do
  if tonumber(ARGV[i]) > floor then
    redis.call('ZADD', key, ARGV[i], ARGV[i + 1])
  end
end

-- 'floor' is the lowest member, so rank 1 is the oldest entry; a timeline being built is trimmed when it is complete
local over = redis.call('ZCARD', key) - 1 - tonumber(ARGV[1])
if over > tonumber(ARGV[2]) and not redis.call('ZSCORE', key, 'building') then
  local last = redis.call('ZRANGE', key, over, over, 'WITHSCORES')
  raise(tonumber(last[2]) + 0.5)
end
return 1
