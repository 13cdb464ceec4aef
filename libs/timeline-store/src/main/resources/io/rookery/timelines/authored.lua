-- Reads lists of authors whole and puts off their expiry.
-- KEYS     the lists; in a cluster all of one slot
-- ARGV[1]  expiry in seconds
-- Returns for each {'missing'}, {'building'}, or {'ready', bottom in ticks, id, id, ...}, newest tick first
local replies = {}
for i, key in ipairs(KEYS) do
  local head, state, _, bottom = read_head(key)
  if not head then
    replies[i] = {'missing'}
  elseif state ~= 'ready' then
    replies[i] = {'building'}
  else
    redis.call('EXPIRE', key, ARGV[1])
    local reply = redis.call('ZRANGE', key, 1, -1)
    table.insert(reply, 1, string.format('%.0f', bottom))
    table.insert(reply, 1, 'ready')
    replies[i] = reply
  end
end
return replies
