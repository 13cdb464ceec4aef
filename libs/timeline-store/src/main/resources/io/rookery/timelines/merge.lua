-- Merges a list of tweets into a list that exists; at the end of a rebuild that opens it for reading.
-- KEYS[1]  the list
-- ARGV[1]  entries that stay in the sorted set   ARGV[2]  capacity of all of it
-- ARGV[3]  floor in ticks: the given tweets are known down to here only (0: wholly)
-- ARGV[4]  token of the rebuild, or '' if it is none   ARGV[5]  expiry in seconds, at the end of a rebuild
-- ARGV[6]  how many pulled followees follow   ARGV[7]  their ids, then the tweets
-- Returns 1, or 0 if there is no such list or the rebuild took too long and is no longer valid
local key, older, pulled = KEYS[1], KEYS[1] .. ':older', KEYS[1] .. ':pulled'
local recent, capacity, followees = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[6])
local head, state, floor, bottom = read_head(key)
if not head then
  return 0
end
local ttl = redis.call('PTTL', key)
if ARGV[4] ~= '' then
  if state ~= 'building:' .. ARGV[4] then
    return 0
  end
  state = 'ready'
  ttl = ARGV[5] * 1000
end
for i = 7, 6 + followees do
  redis.call('SADD', pulled, ARGV[i])
end

-- The sorted set sorts: all into it, then what is too old out of it
bottom = math.max(true_bottom(key, floor, bottom), tonumber(ARGV[3]))
for _, id in ipairs(redis.call('LRANGE', older, 0, -1)) do
  redis.call('ZADD', key, -tick(id), id)
end
for i = 7 + followees, #ARGV do
  redis.call('ZADD', key, -tick(ARGV[i]), ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', key, -bottom, '+inf')
local last = redis.call('ZRANGE', key, capacity + 1, capacity + 1, 'WITHSCORES')[2]
if last then
  bottom = -last
  redis.call('ZREMRANGEBYSCORE', key, last, '+inf')
end

-- Written anew, because a sorted set that was large once stays in the large encoding
local entries = redis.call('ZRANGE', key, 1, -1, 'WITHSCORES')
floor = entries[2 * recent + 2] and -entries[2 * recent + 2] or bottom
redis.call('DEL', key, older)
redis.call('ZADD', key, '-inf', head_of(state, floor, bottom))
for i = #entries - 1, 1, -2 do
  if -entries[i + 1] > floor then
    redis.call('ZADD', key, entries[i + 1], entries[i])
  else
    redis.call('RPUSH', older, entries[i])
  end
end
for _, each in ipairs({key, older, pulled}) do
  redis.call('PEXPIRE', each, ttl)
end
return 1
