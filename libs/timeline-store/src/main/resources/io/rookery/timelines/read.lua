-- Reads part of a timeline, newest first, and puts off its expiry.
-- KEYS[1]  the timeline
-- ARGV[1]  newest ms wanted   ARGV[2]  only ids below this one
-- ARGV[3]  oldest ms wanted   ARGV[4]  only ids above this one
-- ARGV[5]  how many           ARGV[6]  expiry in seconds
-- Returns {'missing'}, {'building'}, or {'ready', floor in ms, id, id, ...}
local key = KEYS[1]
local floor = redis.call('ZSCORE', key, 'floor')
if not floor then
  return {'missing'}
end
if redis.call('ZSCORE', key, 'building') then
  return {'building'}
end
redis.call('EXPIRE', key, ARGV[6])

-- Ids do not fit a Lua number: they are compared as text, the longer one is the larger
local function less(a, b)
  if #a ~= #b then
    return #a < #b
  end
  return a < b
end

local wanted = tonumber(ARGV[5])
local reply = {'ready', floor}
local offset = 0
while #reply - 2 < wanted do
  local chunk = redis.call('ZREVRANGEBYSCORE', key, ARGV[1], ARGV[3], 'LIMIT', offset, wanted)
  for _, id in ipairs(chunk) do
    if id ~= 'floor' and less(id, ARGV[2]) and less(ARGV[4], id) and #reply - 2 < wanted then
      reply[#reply + 1] = id
    end
  end
  if #chunk < wanted then
    break
  end
  offset = offset + wanted
end
return reply
