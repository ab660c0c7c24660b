import { urlOf } from '../../shared/web/url-of.ts';

const illegal = /[^\P{Cc}\t\n\r]|\p{Cs}|\p{Noncharacter_Code_Point}/gu;
const bidiControls = /[\u202A-\u202E\u2066-\u2069]/g;

/** Without the characters that neither HTML nor XML allows: controls, lone surrogates. */
export function withoutIllegal(text: string): string {
  return text.replace(illegal, '');
}

/** Longer than any word and any name; what is longer makes browsers slow, joined letters most. */
const longestWord = 250;
/** What a browser breaks only between words: no spaces, no punctuation, no script without spaces. */
const unbroken =
  /[^\s\u200B\p{P}<>\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]+/gu;
const unbrokenOrTag = new RegExp(`<[^>]*>|${unbroken.source}`, 'gu');

/** Endless words with places where a line may end: a browser takes seconds over one that has none. */
export function breakable(text: string): string {
  return text.replace(unbroken, withBreaks);
}

/** The same within HTML that has been sanitised: a tag is as it was. */
export function breakableMarkup(html: string): string {
  return html.replace(unbrokenOrTag, (found) =>
    found.startsWith('<') ? found : withBreaks(found),
  );
}

const withBreaks = (word: string): string =>
  word.length <= longestWord ? word : word.replace(/.{100}/gsu, '$&\u200B');

/**
 * One line of plain text as a page may show it: white space folded, illegal characters gone, and
 * bidirectional controls too when they override the order of letters or spill over the field's end.
 */
export function line(text: string | undefined | null): string {
  const flat = breakable(withoutIllegal((text ?? '').replace(/\s+/g, ' ')).trim());
  return hasSafeDirections(flat) ? flat : flat.replace(bidiControls, '');
}

/** As `line`, but `null` where nothing is left: templates ask `{{#if}}`. */
export function lineOrNull(text: string | undefined | null): string | null {
  return line(text) || null;
}

/** The address if it is one a page may link to: absolute, http or https. */
export function webAddress(address: string | undefined): string | null {
  const url = address === undefined ? undefined : urlOf(address);
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}

/** The beginning of a text, cut between words, at most `limit` UTF-16 units and an ellipsis. */
export function beginning(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const cut = text.slice(0, limit + 1);
  const space = cut.lastIndexOf(' ');
  return `${withoutIllegal(cut.slice(0, space > limit / 2 ? space : limit)).trimEnd()}…`;
}

function hasSafeDirections(text: string): boolean {
  const open: string[] = [];
  for (const [control] of text.matchAll(bidiControls)) {
    if (control === '\u202D' || control === '\u202E') return false;
    if (control === '\u202C' || control === '\u2069') {
      if (open.pop() !== control) return false;
    } else {
      open.push(control <= '\u202B' ? '\u202C' : '\u2069');
    }
  }
  return open.length === 0;
}
