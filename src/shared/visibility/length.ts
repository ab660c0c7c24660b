/** Further from the page than this (CSS pixels, left or up) nothing is seen. */
const offPage = -200;
const farOffPage = 5_000;

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
  mm: 3.8,
};

/** A CSS length in pixels, nearly: of relative units, what they commonly come to. */
export function pixelsOf(written: string | undefined): number | null {
  const [, digits, unit = ''] =
    /([+-]?\d*\.?\d+(?:e[+-]?\d{1,2})?)\s*([a-z%]*)/.exec(written ?? '') ?? [];
  if (digits === undefined) return null;
  return Number(digits) * (pixelsPerUnit[unit] ?? 1);
}

/** So far to the left or above, or so far to the right or below, that nobody scrolls there. */
export function isFar(written: string | undefined): boolean {
  const pixels = pixelsOf(written);
  return pixels !== null && (pixels <= offPage || pixels >= farOffPage);
}

/** One pixel or less. */
export function isSpeck(written: string | undefined): boolean {
  const pixels = pixelsOf(written);
  return pixels !== null && pixels >= 0 && pixels <= 1;
}
