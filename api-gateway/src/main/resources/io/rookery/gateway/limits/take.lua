-- Takes a token from a bucket that refills steadily, or gives one back. One key, so any node of a cluster can run it.
-- The bucket is one number: the time at which it will be full. Who never came has no key, and so a full bucket.
-- KEYS[1]  the bucket of one caller and one group
-- ARGV[1]  capacity in tokens   ARGV[2]  microseconds in which one token refills
-- ARGV[3]  1 to take a token, -1 to give one back
-- Returns {1 if done or 0 if the bucket is empty, microseconds until it is full}; the key lives just as long
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
local full_at = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local after = full_at + tonumber(ARGV[2]) * tonumber(ARGV[3])
if after - now > tonumber(ARGV[1]) * tonumber(ARGV[2]) then
  return {0, full_at - now}
end
if after <= now then
  redis.call('DEL', KEYS[1])
  return {1, 0}
end
redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
return {1, after - now}
