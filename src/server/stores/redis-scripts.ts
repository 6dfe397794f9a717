/**
 * What is done to one session, in one step, on the server's clock. Each script touches one key alone, so that it runs
 * in a cluster, whatever slot the key is in. ARGV[1] is what the script is about; `absolute` is '' where there is none.
 * Fields that begin with `data.` are the app's.
 */
const READ = `
local key = KEYS[1]
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local row = redis.call('HMGET', key, 'createdAt', 'lastActive', 'idle', 'absoluteAt')
local lastActive, idle, absoluteAt = tonumber(row[2]), tonumber(row[3]), tonumber(row[4]) or math.huge
local function number(n) return string.format('%.3f', n) end
local function expire() redis.call('PEXPIREAT', key, string.format('%.0f', math.ceil(math.min(lastActive + idle, absoluteAt)))) end
local function seen() return { number(now), redis.call('HGETALL', key) } end
local alive = row[1] and math.min(lastActive + idle, absoluteAt) > now
`;

/** ARGV: absolute timeout from now (ms, or ''), and pairs of fields and values. */
export const CREATE = `${READ}
redis.call('HSET', key, 'createdAt', number(now), 'lastActive', number(now), unpack(ARGV, 2))
lastActive, idle = now, tonumber(redis.call('HGET', key, 'idle'))
if ARGV[1] ~= '' then
  absoluteAt = now + ARGV[1]
  redis.call('HSET', key, 'absoluteAt', number(absoluteAt))
end
expire()
return seen()
`;

export const PEEK = `${READ}
if not alive then return false end
return seen()
`;

/** ARGV: for how long (ms) nobody has been active. */
export const SLIDE = `${READ}
if not alive then return false end
local activeAt = now - ARGV[1]
if activeAt > lastActive then
  lastActive = activeAt
  redis.call('HSET', key, 'lastActive', number(activeAt))
  expire()
end
return seen()
`;

/** ARGV: the field, and its value where it has one. */
export const SET = `${READ}
if not alive then return false end
if ARGV[2] then redis.call('HSET', key, ARGV[1], ARGV[2]) else redis.call('HDEL', key, ARGV[1]) end
return '1'
`;

/** ARGV: idle and absolute timeout (ms), each '' where it stays; the latter 'none' where there is none. */
export const SET_LIFETIMES = `${READ}
if not alive then return false end
if ARGV[1] ~= '' then
  idle = tonumber(ARGV[1])
  redis.call('HSET', key, 'idle', ARGV[1])
end
if ARGV[2] == 'none' then
  absoluteAt = math.huge
  redis.call('HDEL', key, 'absoluteAt')
elseif ARGV[2] ~= '' then
  absoluteAt = row[1] + ARGV[2]
  redis.call('HSET', key, 'absoluteAt', number(absoluteAt))
end
expire()
if math.min(lastActive + idle, absoluteAt) <= now then return false end
return seen()
`;

/** ARGV: for how long (ms) nobody may have been active at least, or ''. */
export const END = `${READ}
if not alive then return 'gone' end
if ARGV[1] ~= '' and now - lastActive < tonumber(ARGV[1]) then return seen() end
redis.call('DEL', key)
return 'ended'
`;
