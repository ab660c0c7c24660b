/** Marks that force a direction on what follows them; they can make text read other than it is. */
const directionOverrides = /[\u202A-\u202E]/g;
/** Controls, halves of characters, and code points that are no characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF\p{Cs}]/gu;
/** Whether composed text still has what `cleanText` would take away: a cheap look. */
export const needsCleaning =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\u202A-\u202E\uD800-\uDFFF\uFFFE\uFFFF]/;
const isolates = /[\u2066-\u2069]/;

/** Text of a body: composed (NFC), without controls and direction overrides; lines are kept. */
export function cleanText(text: string): string {
  return text.replace(controls, '').replace(directionOverrides, '').normalize('NFC');
}

/** Text that stands in one line: also without line breaks and outer space, isolates closed. */
export function cleanLine(text: string): string {
  return balanceIsolates(cleanText(text).replace(/\s+/g, ' ').trim());
}

/** Closes direction isolates (U+2066–2068) left open and drops ends (U+2069) without a start. */
export function balanceIsolates(text: string): string {
  if (!isolates.test(text)) return text;
  let open = 0;
  const kept = text.replace(/[\u2066-\u2069]/g, (mark) => {
    if (mark !== '\u2069') {
      open += 1;
      return mark;
    }
    if (open === 0) return '';
    open -= 1;
    return mark;
  });
  return kept + '\u2069'.repeat(open);
}
