/** Red, green and blue, 0 to 255, and how opaque, 0 to 1. */
export interface Colour {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly alpha: number;
}

/** Pairs with less contrast (WCAG 2) than this nobody can read. */
const leastContrast = 1.1;

/** The names that pages use most, and all that are nearly white or black. */
const named: Readonly<Record<string, string>> = {
  ...{ white: 'ffffff', snow: 'fffafa', ivory: 'fffff0', floralwhite: 'fffaf0', linen: 'faf0e6' },
  ...{ ghostwhite: 'f8f8ff', whitesmoke: 'f5f5f5', seashell: 'fff5ee', azure: 'f0ffff' },
  ...{ mintcream: 'f5fffa', aliceblue: 'f0f8ff', honeydew: 'f0fff0', oldlace: 'fdf5e6' },
  ...{ lavenderblush: 'fff0f5', beige: 'f5f5dc', cornsilk: 'fff8dc', lightyellow: 'ffffe0' },
  ...{ lightcyan: 'e0ffff', lavender: 'e6e6fa', gainsboro: 'dcdcdc', lightgray: 'd3d3d3' },
  ...{ lightgrey: 'd3d3d3', silver: 'c0c0c0', gray: '808080', grey: '808080', black: '000000' },
  ...{ red: 'ff0000', green: '008000', blue: '0000ff', yellow: 'ffff00', lime: '00ff00' },
  ...{ navy: '000080', maroon: '800000', purple: '800080', teal: '008080', olive: '808000' },
  ...{ aqua: '00ffff', cyan: '00ffff', fuchsia: 'ff00ff', magenta: 'ff00ff', orange: 'ffa500' },
  ...{ midnightblue: '191970', darkblue: '00008b', darkred: '8b0000', darkgreen: '006400' },
  ...{ pink: 'ffc0cb', brown: 'a52a2a', gold: 'ffd700', tomato: 'ff6347', crimson: 'dc143c' },
};

/** A colour as CSS or the old attributes write it; `null` where it cannot be told. */
export function colourOf(written: string | undefined): Colour | null {
  const value = written?.trim().toLowerCase() ?? '';
  if (value === 'transparent') return { red: 0, green: 0, blue: 0, alpha: 0 };
  const word = /^[a-z]+/.exec(value)?.[0] ?? '';
  const digits = /^#?([\da-f]{8}|[\da-f]{6}|[\da-f]{3,4})(?![\da-f])/.exec(value)?.[1];
  if (Object.hasOwn(named, word)) return hexadecimal(named[word] ?? '');
  if (digits !== undefined) return hexadecimal(digits);
  return functional(value);
}

function hexadecimal(digits: string): Colour {
  const wide = digits.length <= 4 ? digits.replace(/./g, '$&$&') : digits;
  const channel = (at: number) => Number.parseInt(wide.slice(at, at + 2) || 'ff', 16);
  return { red: channel(0), green: channel(2), blue: channel(4), alpha: channel(6) / 255 };
}

/** `rgb()`, `rgba()`, `hsl()` and `hsla()`, with commas or blanks. */
function functional(value: string): Colour | null {
  const [, kind, inner = ''] = /^(rgb|hsl)a?\(([^()]{1,60})\)/.exec(value) ?? [];
  if (kind === undefined) return null;
  const parts = inner.split(/[\s,/]+/).filter((part) => part !== '');
  const [first = 0, second = 0, third = 0, alpha = 1] = parts.map((part) =>
    part.endsWith('%') ? Number.parseFloat(part) / 100 : Number.parseFloat(part),
  );
  if (![first, second, third, alpha].every(Number.isFinite)) return null;
  if (kind === 'hsl') return fromHue({ hue: first, saturation: second, lightness: third, alpha });
  const isShare = parts[0]?.endsWith('%') === true;
  const channel = (part: number) => Math.min(255, Math.round(isShare ? part * 255 : part));
  return { red: channel(first), green: channel(second), blue: channel(third), alpha };
}

interface HueColour {
  readonly hue: number;
  readonly saturation: number;
  readonly lightness: number;
  readonly alpha: number;
}

function fromHue({ hue, saturation, lightness, alpha }: HueColour): Colour {
  const channel = (shift: number) => {
    const k = (shift + (((hue % 360) + 360) % 360) / 30) % 12;
    const reach = saturation * Math.min(lightness, 1 - lightness);
    return Math.round(255 * (lightness - reach * Math.max(-1, Math.min(k - 3, 9 - k, 1))));
  };
  return { red: channel(0), green: channel(8), blue: channel(4), alpha };
}

/** Whether text of one colour on the other is as good as invisible. */
export function isUnreadable(text: Colour, background: Colour): boolean {
  if (text.alpha < 0.05) return true;
  if (background.alpha < 0.5) return false;
  const [low = 0, high = 0] = [luminance(text), luminance(background)].toSorted((a, b) => a - b);
  return (high + 0.05) / (low + 0.05) < leastContrast && isNear(text, background);
}

/** Luminance alone would take some red for some green. */
const isNear = (a: Colour, b: Colour): boolean =>
  Math.max(Math.abs(a.red - b.red), Math.abs(a.green - b.green), Math.abs(a.blue - b.blue)) <= 40;

function luminance({ red, green, blue }: Colour): number {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
