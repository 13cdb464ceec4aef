-- Reads part of a timeline and puts off its expiry.
-- KEYS[1]  the timeline
-- ARGV[1]  newest tick wanted   ARGV[2]  oldest tick wanted   ARGV[3]  how many   ARGV[4]  expiry in seconds
-- Returns {'missing'}, {'building'}, or {'ready', floor in ticks, pulled followees, ids}: of the wanted ticks every id above the
-- floor is there, in no order, perhaps with some that are too much or there twice
local key, older, pulled = KEYS[1], KEYS[1] .. ':older', KEYS[1] .. ':pulled'
local head, state, floor, bottom = read_head(key)
local followees = redis.call('SMEMBERS', pulled)
if not head or #followees == 0 then
  return {'missing'}
end
if state ~= 'ready' then
  return {'building'}
end
for _, each in ipairs({key, older, pulled}) do
  redis.call('EXPIRE', each, ARGV[4])
end

local ids = redis.call('ZRANGEBYSCORE', key, -ARGV[1], -ARGV[2], 'LIMIT', 0, ARGV[3])
if #ids == tonumber(ARGV[3]) then
  -- All of the last tick, or a page could end within it
  local last = tick(ids[#ids])
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', key, -last, -last)) do
    ids[#ids + 1] = id
  end
  floor = last - 1
elseif tonumber(ARGV[2]) <= floor and bottom < floor then
  for _, id in ipairs(redis.call('LRANGE', older, 0, -1)) do
    ids[#ids + 1] = id
  end
  floor = true_bottom(key, floor, bottom)
end
return {'ready', string.format('%.0f', floor), followees, ids}
