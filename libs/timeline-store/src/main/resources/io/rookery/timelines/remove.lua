-- Takes tweets out of lists.
-- KEYS     the lists; in a cluster all of one slot
-- ARGV     ids
-- Returns how many entries went
local removed = 0
for _, key in ipairs(KEYS) do
  local _, _, floor, bottom = read_head(key)
  for _, id in ipairs(floor and ARGV or {}) do
    if tick(id) > floor then
      removed = removed + redis.call('ZREM', key, id)
    elseif tick(id) > bottom then
      removed = removed + redis.call('LREM', key .. ':older', 1, id)
    end
  end
end
return removed
