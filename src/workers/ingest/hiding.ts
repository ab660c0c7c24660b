/** Attributes of an element as the parser hands them over: names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

/** Colours set inline so far, by the element or by one around it. */
export interface Colours {
  readonly text: string | undefined;
  readonly background: string | undefined;
}

type Style = ReadonlyMap<string, string>;

/** Further from the page than this (CSS pixels, left or up) nothing is seen. */
const offPage = -200;
const farOffPage = 5_000;
/** No honest style attribute is longer; reading is bounded by it. */
const longestStyle = 5_000;

/** How an element hides itself from readers, or `null` if it does not. */
export function hidingOf(tag: string, attributes: Attributes, colours: Colours): string | null {
  if (tag === 'template' || tag === 'noscript') return `<${tag}>`;
  if (attributes.hidden !== undefined) return 'hidden';
  if (attributes['aria-hidden']?.toLowerCase() === 'true') return 'aria-hidden';
  if ((tag === 'img' || tag === 'iframe') && isDot(attributes)) return 'a picture of one pixel';
  if (colours.text !== undefined && colours.text === colours.background) {
    return `text and background are both ${colours.text}`;
  }
  if (attributes.style === undefined) return null;
  if (attributes.style.length > longestStyle) return 'a style attribute beyond all measure';
  return isHiddenBy(styleOf(attributes.style), tag) ? attributes.style.trim().slice(0, 200) : null;
}

function isDot({ width, height }: Attributes): boolean {
  return width !== undefined && height !== undefined && isSpeck(width) && isSpeck(height);
}

/** The colours in force inside an element, from its inline style and the old attributes. */
export function coloursOf(attributes: Attributes, around: Colours): Colours {
  const { style, color, bgcolor } = attributes;
  if (style === undefined && color === undefined && bgcolor === undefined) return around;
  const declared = style === undefined ? undefined : styleOf(style);
  const background = declared?.get('background-color') ?? declared?.get('background') ?? bgcolor;
  return {
    text: colour(declared?.get('color') ?? color) ?? around.text,
    background: colour(background) ?? around.background,
  };
}

const namedColours: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
};

function colour(written: string | undefined): string | undefined {
  const value = written?.trim().toLowerCase();
  if (value === undefined || value === '') return undefined;
  const short = /^#([\da-f])([\da-f])([\da-f])$/.exec(value);
  if (short)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(value);
  if (rgb)
    return `#${rgb
      .slice(1)
      .map((part) => Number(part).toString(16).padStart(2, '0'))
      .join('')}`;
  return Object.hasOwn(namedColours, value) ? namedColours[value] : value;
}

function isHiddenBy(style: Style, tag: string): boolean {
  const value = (property: string) => style.get(property) ?? '';
  return (
    value('display') === 'none' ||
    /^(hidden|collapse)$/.test(value('visibility')) ||
    value('content-visibility') === 'hidden' ||
    isNone(style.get('opacity')) ||
    isSpeck(style.get('font-size')) ||
    value('color') === 'transparent' ||
    isOffPage(style) ||
    isClippedAway(style) ||
    hasNoBox(style, tag)
  );
}

function isOffPage(style: Style): boolean {
  const moved = ['text-indent', 'margin-left', 'margin-top'];
  if (/^(absolute|fixed|relative)$/.test(style.get('position') ?? '')) {
    moved.push('left', 'top', 'right', 'bottom');
  }
  const transform = style.get('transform') ?? '';
  return (
    moved.some((property) => isFar(style.get(property))) ||
    /scale[xy]?\(\s*0(\.0+)?\s*[,)]/.test(transform) ||
    [...transform.matchAll(/-?[\d.]{1,12}(?:px|r?em|v[wh]|%)/g)].some(([length]) => isFar(length))
  );
}

function isFar(written: string | undefined): boolean {
  const pixels = pixelsOf(written);
  return pixels !== null && (pixels <= offPage || pixels >= farOffPage);
}

function isClippedAway(style: Style): boolean {
  const clip = style.get('clip') ?? '';
  const path = style.get('clip-path') ?? '';
  return (
    /^rect\((?:\s*[01](?:px)?[\s,]*){4}\)$/.test(clip) ||
    /^inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%/.test(path) ||
    /^(?:circle|ellipse)\(\s*0/.test(path)
  );
}

function hasNoBox(style: Style, tag: string): boolean {
  const cut = tag === 'marquee' || /hidden|clip/.test(style.get('overflow') ?? '');
  const sides = ['height', 'width', 'max-height', 'max-width'];
  return cut && sides.some((side) => isSpeck(style.get(side)));
}

function isNone(written: string | undefined): boolean {
  return written !== undefined && Number.parseFloat(written) < 0.05;
}

/** One pixel or less. */
function isSpeck(written: string | undefined): boolean {
  const pixels = pixelsOf(written);
  return pixels !== null && pixels >= 0 && pixels <= 1;
}

const pixelsPerUnit: Readonly<Record<string, number>> = {
  em: 16,
  rem: 16,
  ex: 8,
  ch: 8,
  vw: 12,
  vh: 8,
  '%': 10,
  pt: 4 / 3,
  in: 96,
  cm: 38,
};

/** A CSS length in pixels, nearly: of relative units, what they commonly come to. */
function pixelsOf(written: string | undefined): number | null {
  const [, digits, unit = ''] = /(-?\d*\.?\d+)\s*([a-z%]*)/.exec(written ?? '') ?? [];
  if (digits === undefined) return null;
  return Number(digits) * (pixelsPerUnit[unit] ?? 1);
}

/** The declarations of a style attribute, with comments and escapes undone as a browser would. */
function styleOf(written: string): Style {
  const plain = written
    .slice(0, longestStyle)
    .replace(/\/\*.*?(?:\*\/|$)/gs, '')
    .replace(/\\([\da-f]{1,6})\s?/gi, (_, digits: string) => characterOf(digits))
    .replace(/\\/g, '')
    .replace(/\s+/g, ' ')
    .toLowerCase();
  const style = new Map<string, string>();
  for (const declaration of plain.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon === -1) continue;
    const value = declaration.slice(colon + 1).replace(/!\s*important/, '');
    style.set(declaration.slice(0, colon).trim(), value.trim());
  }
  return style;
}

function characterOf(hexadecimal: string): string {
  const code = Number.parseInt(hexadecimal, 16);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
