/** How words look that name something to be searched for; of one word, the first that fits. */
export const Look = { none: 0, fancy: 1, apart: 2, numbered: 3, framed: 4, capitals: 5 } as const;
/** Their names, by number. */
export const looks = Object.keys(Look);

/** Letters from which a word in capitals may be a name, and not an abbreviation. */
const shortestCapitals = 5;
/** Names have so many letters. */
const shortest = 3;

/** Mathematical, framed and full-width letters and small capitals. */
const fancy =
  /[\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f189}\u24b6-\u24e9\uff21-\uff5a\u1d00-\u1d2b\ua730\ua731\u0262\u0274\u0280\u026a\u029f\u0299\u029c]/u;
/** Marks that frame, strike or underline a letter. */
const ornamented = /[\u0332-\u0338\u033d\u0346-\u034a\u0353\u035c-\u0362\u20d0-\u20ff]/;
/** Two to four digits after letters (codes of securities have five), or `4d`; or digits among capitals. */
const numbered = /^[a-z]{2,}\d{2,4}$|[a-z]4d$/i;
const coded = /^\d*\p{Lu}[\p{Lu}\d]*\d[\p{Lu}\d]*$|^\d+\p{Lu}{2,}$/u;
const ornament = /[\p{Extended_Pictographic}\u2500-\u27bf\u{1f1e6}-\u{1f1ff}*\u11a2]/u;
const capitals = /^\p{Lu}[\p{Lu}\p{N}]+$/u;

/** How the word at `[start, end)` looks. */
export function lookOf(text: string, start: number, end: number): number {
  if (isPlain(text, start, end)) return isLongFramed(text, start, end) ? Look.framed : Look.none;
  const written = text.slice(start, end);
  if (fancy.test(written) || ornamented.test(written)) return Look.fancy;
  if (/^\p{N}+$/u.test(written) || written.length < shortest) return Look.none;
  if (/[ .\-_*·•,|/~+=:]/.test(written)) return Look.apart;
  if (numbered.test(written) || coded.test(written)) return Look.numbered;
  if (isLongFramed(text, start, end)) return Look.framed;
  return written.length >= shortestCapitals && capitals.test(written) ? Look.capitals : Look.none;
}

const isLongFramed = (text: string, start: number, end: number): boolean =>
  end - start >= shortest && isFrame(text, start - 2) && isFrame(text, end);

/** What a unit may be of; filled as units are met. */
const Unit = { met: 1, plain: 2, beginning: 4, ornament: 8 } as const;
const units = new Uint8Array(0x10000);

function unitAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = units[unit]!;
  if (known !== 0) return known;
  const read = readUnit(String.fromCharCode(unit));
  units[unit] = read;
  return read;
}

function readUnit(character: string): number {
  const isPlainLetter =
    /[\p{L}\p{M}]/u.test(character) && !fancy.test(character) && !ornamented.test(character);
  const isBeginning = isPlainLetter && /\p{L}/u.test(character);
  return (
    Unit.met |
    (isBeginning ? Unit.beginning : 0) |
    (isPlainLetter && !/\p{Lu}/u.test(character) ? Unit.plain : 0) |
    (ornament.test(character) || /\p{Cs}/u.test(character) ? Unit.ornament : 0)
  );
}

/** Small letters after the first: most words of most texts, of which nothing else need be asked. */
function isPlain(text: string, start: number, end: number): boolean {
  if ((unitAt(text, start) & Unit.beginning) === 0) return false;
  for (let at = start + 1; at < end; at += 1) {
    if ((unitAt(text, at) & Unit.plain) === 0) return false;
  }
  return true;
}

/** Whether one of two units is an ornament, or both together are. */
function isFrame(text: string, at: number): boolean {
  const start = Math.max(0, at);
  const end = Math.min(text.length, at + 2);
  let all = 0;
  for (let one = start; one < end; one += 1) all |= unitAt(text, one);
  return (all & Unit.ornament) !== 0 && ornament.test(text.slice(start, end));
}
