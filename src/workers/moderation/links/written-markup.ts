/** Scripts are read this far, in characters. */
export const maximumScript = 20_000;

const writes = /write|innerHTML|insertAdjacentHTML|append|\.html\(/;
const escapes = /\\x([\da-f]{2})|\\u00([\da-f]{2})|%([\da-f]{2})/gi;

/** Base64, as `atob` undoes it. */
const encoded = /atob\(\s*["'`]([A-Za-z\d+/=]{8,4000})["'`]\s*\)/g;

/** A script as it reads once its escapes are undone. */
export const undisguised = (script: string): string =>
  script
    .replace(encoded, (_, letters: string) =>
      JSON.stringify(Buffer.from(letters, 'base64').toString('utf8')),
    )
    .replace(escapes, (_, a?: string, b?: string, c?: string) =>
      String.fromCharCode(Number.parseInt(a ?? b ?? c ?? '', 16)),
    )
    .replace(/\\(["'/])/g, '$1')
    .replace(/["']\s*\+\s*["']/g, '');

/** The markup with links that such a script writes into the page; `null` for none. */
export function writtenMarkup(plain: string): string | null {
  if (!writes.test(plain)) return null;
  const start = plain.search(/<a\s/i);
  return start === -1 ? null : plain.slice(start);
}

const statement =
  /"(?:headline|alternativeHeadline|name|keywords|description)"\s*:\s*"((?:[^"\\]|\\.){1,500})"/g;

/** What the statements of a page in JSON say to search engines, one after the other. */
export const statementsIn = (json: string): string[] =>
  [...json.matchAll(statement)].slice(0, 20).map(([, text = '']) => text);
