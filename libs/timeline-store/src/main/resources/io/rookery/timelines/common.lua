-- Before every script. A list of ids begins in a sorted set: the newest ids by minus their tick, so that the newest comes first,
-- and before all of them, at -inf, the head '<state> <floor> <bottom>'. Every id with a tick above the floor is in the sorted
-- set; every id above the bottom is there or in the list '<key>:older', which has no order.

-- Milliseconds of an id since the epoch of ids (id >> 22). Ids do not fit a Lua number: divided in two parts, exactly.
local function tick(id)
  local high, low = tonumber(string.sub(id, 1, -10)) or 0, tonumber(string.sub(id, -9))
  local rest = high % 4194304
  return (high - rest) / 4194304 * 1e9 + math.floor((rest * 1e9 + low) / 4194304)
end

-- The head as it is written, its state, floor and bottom; nothing if there is no such list
local function read_head(key)
  local head = redis.call('ZRANGE', key, 0, 0)[1]
  if head then
    local state, floor, bottom = string.match(head, '^(%S+) (%d+) (%d+)$')
    return head, state, tonumber(floor), tonumber(bottom)
  end
end

local function head_of(state, floor, bottom)
  return string.format('%s %.0f %.0f', state, floor, bottom)
end

-- The bottom a list can be trusted to: its floor if the older part is not there, emptied or evicted
local function true_bottom(key, floor, bottom)
  if bottom < floor and redis.call('EXISTS', key .. ':older') == 0 then
    return floor
  end
  return bottom
end

-- Puts ids into the older part, of which the newest `room` stay. Returns the bottom, which is higher when some had to go.
local function put_older(key, ids, room, bottom)
  local older = key .. ':older'
  local excess = redis.call('RPUSH', older, unpack(ids)) - room
  if excess > 0 then
    for _, id in ipairs(redis.call('LPOP', older, excess)) do
      bottom = math.max(bottom, tick(id))
    end
  end
  redis.call('PEXPIRE', older, redis.call('PTTL', key))
  return bottom
end
