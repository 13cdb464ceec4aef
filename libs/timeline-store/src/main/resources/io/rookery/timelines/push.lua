-- Adds tweets to lists that exist. Most of the time that is one ZADD into a small sorted set; when it is over, the oldest of
-- it move to the older part all at once, or go if there is none.
-- KEYS     the lists; in a cluster all of one slot
-- ARGV[1]  entries that stay in the sorted set   ARGV[2]  how many more before some are moved
-- ARGV[3]  room of the older part; 0 for lists that have none
-- ARGV[4]  id, and so on
-- Returns how many of the lists exist
local recent, slack, room = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local ticks = {}
for i = 4, #ARGV do
  ticks[i] = tick(ARGV[i])
end

local existing = 0
for _, key in ipairs(KEYS) do
  local head, state, floor, bottom = read_head(key)
  if head then
    existing = existing + 1
    local before = bottom
    local added = 0
    for i = 4, #ARGV do
      if ticks[i] > floor then
        added = added + redis.call('ZADD', key, -ticks[i], ARGV[i])
      elseif ticks[i] > bottom then
        bottom = true_bottom(key, floor, bottom)
        if ticks[i] > bottom and not redis.call('LPOS', key .. ':older', ARGV[i]) then
          bottom = put_older(key, {ARGV[i]}, room, bottom)
        end
      end
    end
    if added > 0 and redis.call('ZCARD', key) - 1 > recent + slack then
      -- The head has rank 0; what shares a tick stays together
      local last = redis.call('ZRANGE', key, recent + 1, recent + 1, 'WITHSCORES')[2]
      if room > 0 then
        local moved = redis.call('ZRANGE', key, '+inf', last, 'BYSCORE', 'REV')
        bottom = put_older(key, moved, room, true_bottom(key, floor, bottom))
        floor = -last
      else
        floor = -last
        bottom = floor
      end
      redis.call('ZREMRANGEBYSCORE', key, last, '+inf')
      redis.call('ZREM', key, head)
      redis.call('ZADD', key, '-inf', head_of(state, floor, bottom))
    elseif bottom > before then
      redis.call('ZREM', key, head)
      redis.call('ZADD', key, '-inf', head_of(state, floor, bottom))
    end
  end
end
return existing
