/** Declarations by property, in lower case; of one property the last counts. */
export type Style = ReadonlyMap<string, string>;

/** No honest style attribute is longer; reading is bounded by it. */
export const longestStyle = 5_000;

/** The declarations of a style attribute or of a rule, as a browser reads them. */
export function declarationsOf(written: string): Style {
  const style = new Map<string, string>();
  const isImportant = new Set<string>();
  for (const declaration of plainCss(written.slice(0, longestStyle)).split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const property = declaration.slice(0, colon).trim();
    const value = declaration.slice(colon + 1);
    const important = /!\s*important/.test(value);
    if (isImportant.has(property) && !important) continue;
    if (important) isImportant.add(property);
    style.set(property, value.replace(/!\s*important/, '').trim());
  }
  return style;
}

/** CSS with comments and escapes undone, in lower case, white space to one blank. */
export const plainCss = (css: string): string =>
  withoutComments(css)
    .replace(/\\([\da-f]{1,6})\s?/gi, (_, digits: string) => characterOf(digits))
    .replace(/\\/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();

function withoutComments(css: string): string {
  let kept = '';
  for (let at = 0; at < css.length; ) {
    const start = css.indexOf('/*', at);
    if (start === -1) return kept + css.slice(at);
    kept += css.slice(at, start);
    const end = css.indexOf('*/', start + 2);
    if (end === -1) return kept;
    at = end + 2;
  }
  return kept;
}

function characterOf(hexadecimal: string): string {
  const code = Number.parseInt(hexadecimal, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
