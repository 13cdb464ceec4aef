-- Adds tweets to lists that exist. Most of the time that is one ZADD into a small sorted set; when it is over, the oldest of
-- it move to the older part all at once, or go if there is none.
-- KEYS     the lists; in a cluster all of one slot
-- ARGV[1]  entries that stay in the sorted set   ARGV[2]  how many more before some are moved
-- ARGV[3]  room of the older part; 0 for lists that have none
-- ARGV[4]  id, and so on, oldest first
-- Returns how many of the lists exist
local recent, slack, room = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
-- Members up to which Redis keeps a sorted set in its small encoding; from the large one it never goes back
local small = 128
local ticks, members = {}, {}
for i = 4, #ARGV do
  local n = i - 3
  ticks[n] = tick(ARGV[i])
  members[2 * n - 1], members[2 * n] = -ticks[n], ARGV[i]
end

-- Adds ids below the floor to the older part, unless they are there. Returns the bottom.
local function add_late(key, late, room, bottom)
  -- One or two are looked for; for more it is cheaper to know all that are there
  local known = {}
  for _, id in ipairs(#late > 2 and redis.call('LRANGE', key .. ':older', 0, -1) or {}) do
    known[id] = true
  end
  local missing = {}
  for _, id in ipairs(late) do
    if tick(id) > bottom and not known[id] and (#late > 2 or not redis.call('LPOS', key .. ':older', id)) then
      missing[#missing + 1] = id
    end
  end
  return missing[1] and put_older(key, missing, room, bottom) or bottom
end

local existing = 0
for _, key in ipairs(KEYS) do
  local head, state, floor, bottom = read_head(key)
  if head then
    existing = existing + 1
    local old_floor, old_bottom = floor, bottom
    local size = redis.call('ZCARD', key)
    local late = {}
    local n = 1
    while n <= #ticks do
      if ticks[n] > floor then
        -- And so are all that follow
        local last = math.min(#ticks, n + math.max(1, small - size) - 1)
        size = size + redis.call('ZADD', key, unpack(members, 2 * n - 1, 2 * last))
        n = last + 1
        if size - 1 > recent + slack then
          -- The head has rank 0; what shares a tick stays together
          local oldest = redis.call('ZRANGE', key, recent + 1, recent + 1, 'WITHSCORES')[2]
          if room > 0 then
            local moved = redis.call('ZRANGE', key, '+inf', oldest, 'BYSCORE', 'REV')
            bottom = put_older(key, moved, room, true_bottom(key, floor, bottom))
          else
            bottom = -oldest
          end
          floor = -oldest
          size = size - redis.call('ZREMRANGEBYSCORE', key, oldest, '+inf')
        end
      else
        late[#late + 1] = ARGV[n + 3]
        n = n + 1
      end
    end
    if late[1] and room > 0 then
      bottom = add_late(key, late, room, true_bottom(key, floor, bottom))
    end
    if floor > old_floor or bottom > old_bottom then
      redis.call('ZREM', key, head)
      redis.call('ZADD', key, '-inf', head_of(state, floor, bottom))
    end
  end
end
return existing
