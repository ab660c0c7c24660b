import type { Rendition } from '../../shared/archive/pictures.ts';
import type { FocalPoint } from '../../shared/story.ts';
import {
  contentTypeOf,
  cropRecipe,
  fileName,
  type Looks,
  moving,
  type Recipe,
  recipeFor,
  type Wish,
} from './recipes.ts';

/** Widest place for a picture in a layout, in CSS pixels; a dense screen shows twice as many. */
const layoutWidth = 960;
const widest = 2 * layoutWidth;

interface Rung {
  readonly wish: Wish;
  readonly widths: readonly number[];
  /** A page cannot do without it: it is made before the story goes on. */
  readonly essential: boolean;
}

/**
 * The renditions of a picture. WebP 640 and the quick JPEG, which feeds and old browsers use, make
 * a page readable; everything else follows at low priority. Of two that are nearly alike the first
 * stands.
 */
const ladder: readonly Rung[] = [
  { wish: 'webp', widths: [640], essential: true },
  { wish: 'quick', widths: [1280], essential: true },
  { wish: 'webp', widths: [widest, 1280, 960, 480, 320], essential: false },
  { wish: 'jpeg', widths: [640], essential: false },
  { wish: 'avif', widths: [widest, 1280, 960, 640, 480, 320], essential: false },
];
const nearlyAlike = 1.1;

interface Crop {
  readonly use: Rendition['use'];
  readonly width: number;
  readonly height: number;
  readonly purpose: 'social' | 'search';
}

/** Smaller in the same shape where the picture is. */
const crops: readonly Crop[] = [
  { use: 'social', width: 1200, height: 630, purpose: 'social' },
  { use: '16:9', width: 1200, height: 675, purpose: 'search' },
  { use: '4:3', width: 1200, height: 900, purpose: 'search' },
  { use: '1:1', width: 1200, height: 1200, purpose: 'search' },
];
/** A crop that is narrower is of no use to anybody. */
const narrowestCrop = 300;

/** What may move: over all frames, and as a file that a reader waits for. */
const animation = { frames: 300, pixels: 50_000_000, width: 640 } as const;

/** Keeps tall pictures within the memory of one wide one, and within WebP's longest side. */
const largest = { pixels: 1920 * 1920, side: 16_383 };

export interface Source extends Looks {
  /** As displayed. */
  readonly width: number;
  readonly height: number;
  readonly frames: number;
}

/** What makes two renditions of one original differ besides the ladder. */
export interface Variant {
  /** Marks the words that are written into the file; empty where there are none. */
  readonly mark: string;
  /** No part of it may be shown alone. @default false */
  readonly noCrop?: boolean;
  readonly focalPoint?: FocalPoint;
}

export interface PlannedRendition extends Omit<Rendition, 'bytes'> {
  readonly recipe: Recipe;
  readonly essential: boolean;
  readonly focalPoint?: FocalPoint;
}

/** Everything to make of a source, what is essential first. Nothing is enlarged. */
export function planRenditions(source: Source, variant: Variant): readonly PlannedRendition[] {
  const planned = [
    ...picturesOf(source, variant),
    ...(variant.noCrop ? [] : crops.flatMap((crop) => cropOf(source, crop, variant))),
    ...animationOf(source, variant),
  ];
  return planned.sort((a, b) => +b.essential - +a.essential);
}

/** Width of the one decoded picture from which all of these can be made without enlarging. */
export function masterWidth(source: Source, planned: readonly PlannedRendition[]): number {
  const needed = planned.map(({ width, height }) =>
    Math.max(width, Math.floor((height * source.width) / source.height)),
  );
  return Math.min(source.width, Math.max(1, ...needed));
}

function picturesOf(source: Source, { mark }: Variant): PlannedRendition[] {
  const planned: PlannedRendition[] = [];
  const most = widestOf(source);
  for (const { wish, widths, essential } of ladder) {
    const recipe = recipeFor(wish, source);
    const alike = planned.filter((one) => one.recipe.format === recipe.format);
    for (const rung of widths) {
      const width = Math.min(rung, most);
      if (alike.some((one) => ratio(one.width, width) < nearlyAlike)) continue;
      const picture = {
        file: fileName(`w${width}`, recipe, [mark]),
        contentType: contentTypeOf(recipe),
        use: 'picture' as const,
        width,
        height: heightAt(width, source),
        recipe,
        essential,
      };
      alike.push(picture);
      planned.push(picture);
    }
  }
  return planned;
}

function cropOf(source: Source, crop: Crop, variant: Variant): PlannedRendition[] {
  const shrink = Math.min(1, source.width / crop.width, source.height / crop.height);
  const width = Math.round(crop.width * shrink);
  const height = Math.round(crop.height * shrink);
  if (width < narrowestCrop) return [];
  const { mark, focalPoint } = variant;
  const recipe = cropRecipe(crop.purpose, source);
  const shape = crop.use === 'social' ? 's' : `${crop.use.replace(':', 'x')}-`;
  const at = focalPoint && `at${percent(focalPoint.x)}x${percent(focalPoint.y)}`;
  return [
    {
      file: fileName(`${shape}${width}x${height}`, recipe, [at, mark]),
      contentType: contentTypeOf(recipe),
      use: crop.use,
      width,
      height,
      recipe,
      essential: crop.purpose === 'social',
      ...(focalPoint && { focalPoint }),
    },
  ];
}

/** Beyond the bounds its first frame stands for it. */
function animationOf(source: Source, { mark }: Variant): PlannedRendition[] {
  const { frames, height } = source;
  const pixels = frames * source.width * height;
  if (frames < 2 || frames > animation.frames || pixels > animation.pixels) return [];
  const width = Math.min(animation.width, widestOf(source));
  return [
    {
      file: fileName(`m${width}`, moving, [mark]),
      contentType: contentTypeOf(moving),
      use: 'animation',
      width,
      height: heightAt(width, source),
      recipe: moving,
      essential: false,
    },
  ];
}

function widestOf({ width, height }: Source): number {
  const byPixels = Math.floor(Math.sqrt((largest.pixels * width) / height));
  const bySide = Math.floor((largest.side * width) / height);
  return Math.max(1, Math.min(width, byPixels, bySide));
}

const heightAt = (width: number, source: Source) =>
  Math.max(1, Math.round((width * source.height) / source.width));
const ratio = (one: number, other: number) => Math.max(one, other) / Math.min(one, other);
const percent = (share: number) => Math.round(share * 100);
