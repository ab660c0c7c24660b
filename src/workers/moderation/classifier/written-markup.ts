import { textOf } from '../units.ts';

const [opening, closing, ampersand, semicolon] = [...'<>&;'].map((sign) => sign.charCodeAt(0));
/** Longer ones are no tags, and no references. */
const longestTag = 500;
const longestReference = 10;

const reference = /^&(?:#x?[\da-f]{1,6}|[a-z]{2,8});$/;
const tag =
  /^\/?(?:a|abbr|b|big|blockquote|br|center|div|em|figure|font|h[1-6]|hr|i|img|li|nobr|ol|p|small|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:[\s/]|$)/;

/**
 * End of a tag or a character reference that begins at a place of a folded text, as feeds have them
 * that escape their markup twice; the place itself where none does. Linear over a whole text, for no
 * tag holds the beginning of another.
 */
export function endOfMarkup(units: Uint16Array, at: number, length: number): number {
  if (units[at] === opening) return endOfTag(units, at + 1, length) ?? at;
  if (units[at] !== ampersand) return at;
  const end = endOfReference(units, at, length);
  if (end === null) return at;
  return isReferenceTo('lt', units, at) ? (endOfTag(units, end, length) ?? end) : end;
}

function endOfReference(units: Uint16Array, start: number, length: number): number | null {
  const limit = Math.min(length, start + longestReference);
  let end = start + 1;
  while (end < limit && units[end] !== semicolon && units[end] !== ampersand) end += 1;
  const isOne = end < limit && reference.test(textOf(units.subarray(start, end + 1)));
  return isOne ? end + 1 : null;
}

/** From behind its `<`. */
function endOfTag(units: Uint16Array, start: number, length: number): number | null {
  const limit = Math.min(length, start + longestTag);
  for (let at = start; at < limit; at += 1) {
    const isWritten = units[at] === ampersand && isReferenceTo('gt', units, at);
    if (units[at] === closing || isWritten) {
      const isTag = tag.test(textOf(units.subarray(start, at)));
      return isTag ? at + (isWritten ? '&gt;'.length : 1) : null;
    }
    if (units[at] === opening || isReferenceTo('lt', units, at)) return null;
  }
  return null;
}

const isReferenceTo = (name: string, units: Uint16Array, at: number): boolean =>
  units[at] === ampersand &&
  units[at + 1] === name.charCodeAt(0) &&
  units[at + 2] === name.charCodeAt(1) &&
  units[at + 3] === semicolon;
