-- Begins to rebuild a timeline that is not there. From now on it takes pushes, so none is lost while older tweets are gathered.
-- KEYS[1]  the timeline
-- ARGV[1]  token of this rebuild: a number above any ms   ARGV[2]  seconds after which it counts as dead
-- Returns 1, or 0 if the timeline is there or being built
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
redis.call('ZADD', KEYS[1], 0, 'floor', ARGV[1], 'building')
redis.call('EXPIRE', KEYS[1], ARGV[2])
return 1
