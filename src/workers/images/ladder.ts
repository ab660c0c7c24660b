import type { Rendition } from '../../shared/archive/pictures.ts';
import type { FocalPoint } from '../../shared/story.ts';

/** One rung: a width (of the picture as displayed) in one format. */
interface Rung {
  readonly width: number;
  readonly format: 'webp' | 'jpeg';
  readonly quality: number;
  /** A page cannot do without it: it is made before the story goes on. */
  readonly essential: boolean;
  /**
   * JPEG without trellis search and progressive scans: an eighth of the time, and at the quality
   * given here about 10 % more bytes than mozjpeg at 75 for the same fidelity.
   */
  readonly quick?: boolean;
}

/**
 * The renditions of a picture. WebP 640 and the quick JPEG, which feeds and old browsers use, make
 * a page readable; everything else follows at low priority.
 */
const ladder: readonly Rung[] = [
  { width: 640, format: 'webp', quality: 75, essential: true },
  { width: 1280, format: 'jpeg', quality: 72, essential: true, quick: true },
  { width: 1280, format: 'webp', quality: 75, essential: false },
  { width: 1920, format: 'webp', quality: 75, essential: false },
  { width: 640, format: 'jpeg', quality: 75, essential: false },
  { width: 1920, format: 'jpeg', quality: 75, essential: false },
];

/** The crop for social cards; smaller in the same shape where the picture is, left out under `least`. */
const socialCard = { width: 1200, height: 630, quality: 78, least: 300 } as const;

/** Keeps tall pictures within the memory of one wide one, and within WebP's longest side. */
const largest = { pixels: 1920 * 2560, side: 16_383 };

export interface Source {
  /** As displayed. */
  readonly width: number;
  readonly height: number;
  readonly transparent: boolean;
}

/** What makes two renditions of one original differ besides the ladder. */
export interface Variant {
  /** Marks the words that are written into the file; empty where there are none. */
  readonly mark: string;
  /** No part of it may be shown alone. @default false */
  readonly noCrop?: boolean;
  readonly focalPoint?: FocalPoint;
}

export interface PlannedRendition extends Pick<Rendition, 'file' | 'contentType' | 'use'> {
  readonly width: number;
  readonly height: number;
  readonly format: 'webp' | 'jpeg' | 'png';
  readonly quality: number;
  readonly quick: boolean;
  readonly essential: boolean;
  readonly focalPoint?: FocalPoint;
}

const formats = {
  webp: { ending: 'webp', contentType: 'image/webp' },
  jpeg: { ending: 'jpg', contentType: 'image/jpeg' },
  png: { ending: 'png', contentType: 'image/png' },
} as const;

/** Everything to make of a source, what is essential first. Nothing is enlarged. */
export function planRenditions(source: Source, variant: Variant): readonly PlannedRendition[] {
  const widest = widestOf(source);
  const planned = new Map<string, PlannedRendition>();
  for (const rung of ladder) {
    const width = Math.min(rung.width, widest);
    const format = source.transparent && rung.format === 'jpeg' ? 'png' : rung.format;
    // Rungs above the source fall together on its own width; the first of them stands.
    if (!planned.has(`${width} ${format}`)) {
      planned.set(`${width} ${format}`, pictureOf(source, { rung, width, format, variant }));
    }
  }
  const social = variant.noCrop ? [] : socialOf(source, variant);
  return [...planned.values(), ...social].sort((a, b) => +b.essential - +a.essential);
}

/** Width of the one decoded picture from which all of these can be made without enlarging. */
export function masterWidth(source: Source, planned: readonly PlannedRendition[]): number {
  const needed = planned.map(({ use, width, height }) =>
    use === 'picture' ? width : Math.max(width, Math.ceil((height * source.width) / source.height)),
  );
  return Math.min(source.width, Math.max(1, ...needed));
}

function widestOf({ width, height }: Source): number {
  const byPixels = Math.floor(Math.sqrt((largest.pixels * width) / height));
  const bySide = Math.floor((largest.side * width) / height);
  return Math.max(1, Math.min(width, byPixels, bySide));
}

interface Picture {
  readonly rung: Rung;
  readonly width: number;
  readonly format: PlannedRendition['format'];
  readonly variant: Variant;
}

function pictureOf(source: Source, { rung, width, format, variant }: Picture): PlannedRendition {
  const { ending, contentType } = formats[format];
  const quick = rung.quick ?? false;
  const recipe = format === 'png' ? '' : `-${quick ? 'f' : 'q'}${rung.quality}`;
  return {
    file: `w${width}${recipe}${variant.mark && `-${variant.mark}`}.${ending}`,
    contentType,
    use: 'picture',
    width,
    height: Math.max(1, Math.round((width * source.height) / source.width)),
    format,
    quality: rung.quality,
    quick,
    essential: rung.essential,
  };
}

function socialOf(source: Source, { mark, focalPoint }: Variant): readonly PlannedRendition[] {
  const { quality } = socialCard;
  const shrink = Math.min(1, source.width / socialCard.width, source.height / socialCard.height);
  const width = Math.round(socialCard.width * shrink);
  const height = Math.round(socialCard.height * shrink);
  if (width < socialCard.least) return [];
  const at = focalPoint && `at${percent(focalPoint.x)}x${percent(focalPoint.y)}`;
  const name = [`s${width}x${height}`, `f${quality}`, at, mark].filter(Boolean).join('-');
  return [
    {
      file: `${name}.jpg`,
      contentType: formats.jpeg.contentType,
      use: 'social',
      width,
      height,
      format: 'jpeg',
      quality,
      quick: true,
      essential: true,
      ...(focalPoint && { focalPoint }),
    },
  ];
}

const percent = (share: number) => Math.round(share * 100);
