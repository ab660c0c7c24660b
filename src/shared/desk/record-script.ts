/**
 * Records one step of a story atomically: its entry, its timeline, the indexes, the counts of the
 * flow and the event for watchers. A step of an older pass, or of an earlier stage of the same pass,
 * is written to the timeline but moves no state, unless the pass was opened again.
 * KEYS: story, timeline, all, events, under way. ARGV: as `recordArguments` lists them.
 */
export const recordScript = `
local prefix, id, pass, revision = ARGV[1], ARGV[2], tonumber(ARGV[3]), ARGV[4]
local state, rank, updated, score, quiet = ARGV[5], tonumber(ARGV[6]), ARGV[7], tonumber(ARGV[8]), ARGV[9]
local ended, reopened, stage, verdict = tonumber(ARGV[17]), ARGV[18] == '1', ARGV[19], ARGV[20]
local known = redis.call('HMGET', KEYS[1], 'pass', 'rank', 'quiet', 'state', 'began', 'source')
local knownPass, knownRank = tonumber(known[1] or '-1'), tonumber(known[2] or '-1')
local began = tonumber(known[5] or ARGV[8])
if quiet == '1' then redis.call('HSET', KEYS[1], 'quiet', pass) end
local isQuiet = quiet == '1' or tonumber(known[3] or '-1') == pass
local newer = pass > knownPass or (pass == knownPass and (rank >= knownRank or reopened))
local isTold = ARGV[14] ~= ''
if ARGV[12] ~= '' and pass >= knownPass then
  redis.call('HSET', KEYS[1], 'source', ARGV[10], 'externalId', ARGV[11], 'headline', ARGV[12])
end
local function count(part, field)
  for _, width in ipairs({ 1, 10 }) do
    local key = prefix .. part .. width .. ':' .. math.floor(score / (60000 * width))
    redis.call('HINCRBY', key, field, 1)
    redis.call('EXPIRE', key, width == 1 and 7200 or 93600)
  end
end
if state ~= '' and newer and (not isQuiet or state == 'failed') then
  if known[4] and known[4] ~= state then redis.call('ZREM', prefix .. 'state:' .. known[4], id) end
  if knownRank < 0 or knownRank == ended then began = score end
  redis.call('HSET', KEYS[1], 'state', state, 'rank', rank, 'pass', pass, 'revision', revision, 'updated', updated, 'began', began)
  redis.call('ZADD', prefix .. 'state:' .. state, score, id)
  redis.call('ZADD', KEYS[3], score, id)
  if rank < ended then redis.call('ZADD', KEYS[5], began, id) else redis.call('ZREM', KEYS[5], id) end
  if isTold and state == 'live' and knownRank < ended and knownRank >= 0 then
    count('flow:', 'live')
    local bucket = 0
    for limit in string.gmatch(ARGV[21], '%d+') do
      if score - began > tonumber(limit) then bucket = bucket + 1 end
    end
    count('flow:', 'took:' .. bucket)
  end
elseif isQuiet and newer and known[4] then
  redis.call('HSET', KEYS[1], 'pass', pass)
end
if isTold then
  if verdict == 'failed' then count('flow:', 'failed:' .. stage) else count('flow:', 'done:' .. stage) end
  local source = known[6] or ARGV[10]
  if (stage == 'moderation' or verdict == 'held') and source ~= '' then
    local key = prefix .. 'source:' .. source .. ':' .. math.floor(score / 86400000)
    redis.call('HINCRBY', key, stage == 'images' and 'held:images' or verdict, 1)
    redis.call('EXPIRE', key, 691200)
  end
end
if ARGV[13] ~= '' then
  redis.call('RPUSH', KEYS[2], ARGV[13])
  redis.call('LTRIM', KEYS[2], -tonumber(ARGV[15]), -1)
end
if isTold then
  local named = redis.call('HMGET', KEYS[1], 'source', 'headline')
  local told = string.sub(ARGV[14], 1, -2) .. ',"source":' .. cjson.encode(named[1] or '')
    .. ',"headline":' .. cjson.encode(named[2] or '') .. '}'
  redis.call('XADD', KEYS[4], 'MAXLEN', ARGV[16], '*', 'step', told)
end
return 1
`;
