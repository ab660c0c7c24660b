/**
 * The number of a story on a front: the one it is known to have, else the one it was given, else
 * the next. Never below what is known. 0: a new one is not given while the catalogue is incomplete.
 * KEYS: numbers, last, complete. ARGV: story, known or ''.
 */
export const assignNumber = `
local number = tonumber(ARGV[2]) or tonumber(redis.call('ZSCORE', KEYS[1], ARGV[1]) or nil)
local last = tonumber(redis.call('GET', KEYS[2]) or '0')
if not number and redis.call('EXISTS', KEYS[3]) == 0 then return 0 end
if not number then number = last + 1 end
if number > last then redis.call('SET', KEYS[2], number) end
redis.call('ZADD', KEYS[1], number, ARGV[1])
return number
`;

/**
 * Clears the parts that still bear the mark they had. Returns how many are left: these were marked
 * while the edition was made.
 * KEYS: dirty, dirty since. ARGV: front, part, mark, part, mark…
 */
export const clean = `
for at = 2, #ARGV, 2 do
  if redis.call('HGET', KEYS[1], ARGV[at]) == ARGV[at + 1] then redis.call('HDEL', KEYS[1], ARGV[at]) end
end
local left = redis.call('HLEN', KEYS[1])
if left == 0 then
  redis.call('ZREM', KEYS[2], ARGV[1])
else
  local now = redis.call('TIME')
  redis.call('ZADD', KEYS[2], 'XX', string.format('%.0f', now[1] * 1000 + math.floor(now[2] / 1000)), ARGV[1])
end
return left
`;

/** Notes how many stories a front lists; one that lists none is no front. KEYS: front, tallies. ARGV: front. */
export const tally = `
local count = redis.call('ZCARD', KEYS[1])
if count > 0 then redis.call('ZADD', KEYS[2], count, ARGV[1]) else redis.call('ZREM', KEYS[2], ARGV[1]) end
return count
`;

/**
 * Redis' clock in milliseconds, or one more than the last, and the last; counts the editions of a
 * spell, which ends when there was none for a while. KEYS: edition, spell. ARGV: how long a spell is remembered.
 */
export const nextEdition = `
local now = redis.call('TIME')
local clock = tonumber(now[1]) * 1000 + math.floor(tonumber(now[2]) / 1000)
local last = tonumber(redis.call('GET', KEYS[1]) or '0')
local edition = math.max(clock, last + 1)
redis.call('SET', KEYS[1], string.format('%.0f', edition))
redis.call('INCR', KEYS[2])
redis.call('PEXPIRE', KEYS[2], ARGV[1])
return { string.format('%.0f', edition), string.format('%.0f', last) }
`;

/** Marks the catalogue complete for whoever rebuilt it. KEYS: rebuilding, complete. ARGV: holder, now. */
export const markComplete = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[2], ARGV[2])
return 1
`;

/** Raises a number, never lowers it. KEYS: number. ARGV: at least. */
export const raise = `
if tonumber(redis.call('GET', KEYS[1]) or '0') < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
return 1
`;

/**
 * Notes a moment while the run that was last restored goes on: a restart between two commands must
 * not pass unseen. KEYS: run, whole. ARGV: the moment.
 */
export const noteWhole = `
local run = string.match(redis.call('INFO', 'server'), 'run_id:(%w+)')
if not run or redis.call('GET', KEYS[1]) ~= run then return 0 end
redis.call('SET', KEYS[2], ARGV[1])
return 1
`;
