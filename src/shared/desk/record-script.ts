/**
 * Records one step of a story atomically: its entry, its timeline, the indexes and the event for
 * watchers. A step of an older pass, or of an earlier stage of the same pass, is written to the
 * timeline but moves no state.
 * KEYS: story, timeline, all, events. ARGV: as `recordArguments` lists them.
 */
export const recordScript = `
local prefix, id, pass, revision = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local state, rank, updated, score, quiet = ARGV[5], tonumber(ARGV[6]), ARGV[7], ARGV[8], ARGV[9]
local known = redis.call('HMGET', KEYS[1], 'pass', 'rank', 'quiet', 'state')
local knownPass, knownRank = tonumber(known[1] or '-1'), tonumber(known[2] or '-1')
if quiet == '1' then redis.call('HSET', KEYS[1], 'quiet', pass) end
local isQuiet = quiet == '1' or tonumber(known[3] or '-1') == pass
local newer = pass > knownPass or (pass == knownPass and rank >= knownRank)
if ARGV[12] ~= '' and pass >= knownPass then
  redis.call('HSET', KEYS[1], 'source', ARGV[10], 'externalId', ARGV[11], 'headline', ARGV[12])
end
if state ~= '' and newer and (not isQuiet or state == 'failed') then
  if known[4] and known[4] ~= state then redis.call('ZREM', prefix .. 'state:' .. known[4], id) end
  redis.call('HSET', KEYS[1], 'state', state, 'rank', rank, 'pass', pass, 'revision', revision, 'updated', updated)
  redis.call('ZADD', prefix .. 'state:' .. state, score, id)
  redis.call('ZADD', KEYS[3], score, id)
elseif isQuiet and newer and known[4] then
  redis.call('HSET', KEYS[1], 'pass', pass)
end
if ARGV[13] ~= '' then
  redis.call('RPUSH', KEYS[2], ARGV[13])
  redis.call('LTRIM', KEYS[2], -tonumber(ARGV[15]), -1)
end
if ARGV[14] ~= '' then
  redis.call('XADD', KEYS[4], 'MAXLEN', ARGV[16], '*', 'step', ARGV[14])
end
return 1
`;
