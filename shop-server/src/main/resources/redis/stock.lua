-- The stock as Redis keeps it (STOCK_STORE=redis). One script, so that each change is whole: the
-- count, the journal entry that the database is written from, the cache, and the news.
--
-- KEYS 1 epoch, 2 counts (hash), 3 journal (stream)
-- ARGV 1 operation, 2 channel of the news, 3 now in ms, then what the operation takes
--
-- Beside these: stock:hold:<epoch>:<order>, 'held' or 'returned', which makes an operation on an
-- order happen once however often a message comes. Kept for as long as Kafka keeps messages.

local epoch = redis.call('GET', KEYS[1])
local op, channel, now = ARGV[1], ARGV[2], tonumber(ARGV[3])
local WEEK = 7 * 24 * 3600

local function change(product, delta, reason, order)
  local left = redis.call('HINCRBY', KEYS[2], product, delta)
  local key = 'product:' .. product
  local version = math.max(tonumber(redis.call('GET', key .. ':version') or '0') + 1, now)
  local text = string.format('%.0f', version)
  redis.call('XADD', KEYS[3], '*', 'p', product, 'd', delta, 'r', reason, 'o', order, 'v', text, 't', ARGV[3])
  redis.call('SET', key .. ':version', text)
  redis.call('SET', key .. ':stock', left)
  local data = redis.call('GET', key .. ':data')
  if data then
    redis.call('SET', key .. ':data', (string.gsub(data, '"stock":%d+', '"stock":' .. left, 1)))
  end
  redis.call('PUBLISH', channel, '{"product_id":' .. product .. ',"stock":' .. left .. '}')
end

-- 4 the new epoch, then product, count, product, count, …
if op == 'load' then
  if epoch then return epoch end
  redis.call('DEL', KEYS[2], KEYS[3])
  for i = 5, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
  redis.call('SET', KEYS[1], ARGV[4])
  return ARGV[4]
end

-- 4 the epoch that is not the database's
if op == 'unload' then
  if epoch == ARGV[4] then redis.call('DEL', KEYS[1]) end
  return 'ok'
end

if not epoch then return 'unloaded' end
local record = 'stock:hold:' .. epoch .. ':' .. ARGV[4] -- of orders only

-- 4 order, then product, quantity, …
if op == 'hold' then
  if redis.call('EXISTS', record) == 1 then return 'held ' .. epoch end
  for i = 5, #ARGV, 2 do
    if tonumber(redis.call('HGET', KEYS[2], ARGV[i]) or '0') < tonumber(ARGV[i + 1]) then
      return 'short ' .. epoch
    end
  end
  for i = 5, #ARGV, 2 do change(ARGV[i], -tonumber(ARGV[i + 1]), 'order', ARGV[4]) end
  redis.call('SET', record, 'held', 'EX', WEEK)
  return 'held ' .. epoch
end

-- 4 order, then product, quantity, …; release only what is held, return what was booked; once
if op == 'release' or op == 'return' then
  local was = redis.call('GET', record)
  if was == 'returned' or (op == 'release' and not was) then return 'nothing' end
  for i = 5, #ARGV, 2 do change(ARGV[i], tonumber(ARGV[i + 1]), 'return', ARGV[4]) end
  redis.call('SET', record, 'returned', 'EX', WEEK)
  return 'ok'
end

-- 4 product, 5 new count, 6 its count if it is not known here
if op == 'set' then
  redis.call('HSETNX', KEYS[2], ARGV[4], ARGV[6])
  local delta = tonumber(ARGV[5]) - tonumber(redis.call('HGET', KEYS[2], ARGV[4]))
  if delta ~= 0 then change(ARGV[4], delta, 'set', '') end
  return 'ok'
end

return redis.error_reply('unknown operation ' .. op)
