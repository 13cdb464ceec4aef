-- Begins to rebuild a list that is not there. From now on it takes pushes, so none is lost while older tweets are gathered.
-- KEYS[1]  the list
-- ARGV[1]  token of this rebuild   ARGV[2]  seconds after which it counts as dead   ARGV[3]  1 if it has pulled followees
-- Returns 1, or 0 if the list is there or somebody else builds it
local key, pulled = KEYS[1], KEYS[1] .. ':pulled'
if redis.call('EXISTS', key) == 1 and (ARGV[3] == '0' or redis.call('EXISTS', pulled) == 1) then
  -- Our own, if this is said again
  local _, state = read_head(key)
  return state == 'building:' .. ARGV[1] and 1 or 0
end
redis.call('UNLINK', key, key .. ':older', pulled)
redis.call('ZADD', key, '-inf', head_of('building:' .. ARGV[1], 0, 0))
redis.call('EXPIRE', key, ARGV[2])
if ARGV[3] == '1' then
  redis.call('SADD', pulled, 0)
  redis.call('EXPIRE', pulled, ARGV[2])
end
return 1
