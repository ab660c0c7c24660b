import type { PreparedImage, Use } from '../../shared/archive/pictures.ts';
import type { Card } from '../../shared/archive/publication.ts';
import { mediaKey } from '../../shared/site-media.ts';
import { line } from './text.ts';
import type { PictureView } from './views.ts';

export type CardImage = NonNullable<Card['image']>;
/** A rendition with its key in the site. */
export type Variant = CardImage['renditions'][number];

/** Best first; a browser takes the first it can read. What follows them is the fallback's. */
const modern = ['image/avif', 'image/webp'];
/** From the one that every program reads. */
const fallbacks = ['image/jpeg', 'image/png', 'image/gif', ...modern.toReversed()];
/** For readers who have not asked their device to keep still. */
const mayMove = '(prefers-reduced-motion: no-preference)';
/** What a browser without `srcset` gets, in pixels of width. */
const plainWidth = 1280;

/** The renditions of a picture as the site will have them. */
export function variantsOf(
  { sha256, rightsClass, renditions }: PreparedImage,
  { siteKey, use }: { readonly siteKey: string; readonly use: Use },
): Variant[] {
  const folder = mediaKey(siteKey, { sha256, rightsClass, file: '' });
  return renditions.flatMap(({ file, contentType, width, height, bytes, use: made }) =>
    made === use ? [{ key: folder + file, contentType, width, height, bytes }] : [],
  );
}

/** Those in the format that the most programs read, narrow to wide. */
export function widelyRead(variants: readonly Variant[]): Variant[] {
  const type = fallbackOf(variants);
  return type === undefined ? [] : byWidth(variants, type);
}

function fallbackOf(variants: readonly Variant[]): string | undefined {
  const types = new Set(variants.map(({ contentType }) => contentType));
  return fallbacks.find((type) => types.has(type)) ?? [...types][0];
}

interface Shown extends Pick<CardImage, 'altText' | 'renditions' | 'placeholder' | 'dominant'> {
  /** The picture as it moves, where it does and should here. */
  readonly animation?: readonly Variant[];
}

/** What `<picture>` needs; `null` where there is no rendition to show. */
export function pictureView(image: Shown, base: string): PictureView | null {
  const types = new Set(image.renditions.map(({ contentType }) => contentType));
  const fallback = fallbackOf(image.renditions);
  if (fallback === undefined) return null;
  const plain = byWidth(image.renditions, fallback);
  const shown = plain.findLast(({ width }) => width <= plainWidth) ?? plain[0];
  if (shown === undefined) return null;
  return {
    sources: [
      ...(image.animation ?? []).map((moving) => ({
        type: moving.contentType,
        srcset: srcset([moving], base),
        media: mayMove,
      })),
      ...modern
        .filter((type) => types.has(type) && type !== fallback)
        .map((type) => ({
          type,
          srcset: srcset(byWidth(image.renditions, type), base),
          media: null,
        })),
    ],
    src: `${base}/${shown.key}`,
    srcset: srcset(plain, base),
    width: shown.width,
    height: shown.height,
    alt: line(image.altText),
    shape: shapeOf(shown),
    background: background(image),
  };
}

/** One of each width, narrow to wide. */
function byWidth(variants: readonly Variant[], type: string): Variant[] {
  const widths = new Map<number, Variant>();
  for (const variant of variants)
    if (variant.contentType === type) widths.set(variant.width, variant);
  return [...widths.values()].sort((one, other) => one.width - other.width);
}

function srcset(variants: readonly Variant[], base: string): string {
  return variants.map(({ key, width }) => `${base}/${key} ${width}w`).join(', ');
}

function shapeOf({ width, height }: Variant): PictureView['shape'] {
  if (width > height * 1.1) return 'landscape';
  return height > width * 1.1 ? 'portrait' : 'square';
}

/** Goes into a style attribute, so only what is surely a colour or an inline image goes in. */
function background({
  placeholder,
  dominant,
}: Pick<CardImage, 'placeholder' | 'dominant'>): string {
  // Nothing may shine through a transparent picture once it is there.
  if (/^#[0-9a-f]{6}00$/i.test(dominant)) return '';
  const colour = /^#[0-9a-f]{6}$/i.test(dominant) ? dominant : '#808080';
  const isInline = /^data:image\/(png|webp|jpeg|avif);base64,[A-Za-z0-9+/]+=*$/.test(placeholder);
  const behind = isInline ? `${colour} url(${placeholder}) center/cover` : colour;
  return `color:${inkOn(colour)};background:${behind}`;
}

/** The text in a picture's place is read on its colour, where the picture cannot be had. */
function inkOn(colour: string): '#000' | '#fff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    Number.parseInt(colour.slice(at, at + 2), 16),
  );
  // Of equal contrast to black and white is a luminance of about 0.18: 0.46 in sRGB's own scale.
  return (0.299 * red + 0.587 * green + 0.114 * blue) / 255 > 0.46 ? '#000' : '#fff';
}
