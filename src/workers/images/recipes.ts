import type { MediaRecord } from './media-record.ts';

/** How a rendition is encoded. Its bytes follow from the original, its size and this. */
export type Recipe =
  | { readonly format: 'avif' | 'webp'; readonly quality: number; readonly fullChroma?: boolean }
  | { readonly format: 'webp'; readonly nearLossless: number }
  | {
      readonly format: 'jpeg';
      readonly quality: number;
      /**
       * Without trellis search and progressive scans: an eighth of the time, and at the quality
       * given here about 10 % more bytes than mozjpeg at 75 for the same fidelity.
       */
      readonly quick?: boolean;
      readonly fullChroma?: boolean;
    }
  | { readonly format: 'png'; readonly palette: boolean };

/** What a rung asks for; what it becomes depends on the picture. */
export type Wish = 'avif' | 'webp' | 'jpeg' | 'quick';

type Kind = MediaRecord['kind'];

/**
 * Measured over real photographs (docs/images.md): these three look alike, and AVIF takes 27 % fewer
 * bytes than JPEG. More effort costs AVIF four times the work for a hundredth of its bytes. Graphics
 * keep their edges: text in half the colours is blurred.
 */
const recipes: Readonly<Record<Kind, Readonly<Record<Wish, Recipe>>>> = {
  photograph: {
    avif: { format: 'avif', quality: 58 },
    webp: { format: 'webp', quality: 75 },
    jpeg: { format: 'jpeg', quality: 75 },
    quick: { format: 'jpeg', quality: 72, quick: true },
  },
  graphic: {
    avif: { format: 'avif', quality: 70, fullChroma: true },
    webp: { format: 'webp', nearLossless: 60 },
    jpeg: { format: 'png', palette: true },
    quick: { format: 'png', palette: true },
  },
};

/** Crops go to machines that know JPEG best, on whatever ground is behind them: white. */
const crops: Readonly<Record<Kind, Readonly<Record<'social' | 'search', Recipe>>>> = {
  photograph: {
    social: { format: 'jpeg', quality: 78, quick: true },
    search: { format: 'jpeg', quality: 75 },
  },
  graphic: {
    social: { format: 'jpeg', quality: 85, quick: true, fullChroma: true },
    search: { format: 'jpeg', quality: 85, fullChroma: true },
  },
};

/** A moving picture: each frame is seen for a moment. */
export const moving: Recipe = { format: 'webp', quality: 60 };

export interface Looks {
  readonly kind: Kind;
  readonly transparent: boolean;
}

export function recipeFor(wish: Wish, { kind, transparent }: Looks): Recipe {
  const recipe = recipes[kind][wish];
  return transparent && recipe.format === 'jpeg' ? { format: 'png', palette: false } : recipe;
}

export const cropRecipe = (purpose: 'social' | 'search', { kind }: Looks): Recipe =>
  crops[kind][purpose];

const files = {
  avif: { ending: 'avif', contentType: 'image/avif' },
  webp: { ending: 'webp', contentType: 'image/webp' },
  jpeg: { ending: 'jpg', contentType: 'image/jpeg' },
  png: { ending: 'png', contentType: 'image/png' },
} as const;

export const contentTypeOf = ({ format }: Recipe): string => files[format].contentType;

/** A file's name says everything that its bytes depend on besides the original. */
export function fileName(size: string, recipe: Recipe, marks: readonly (string | undefined)[]) {
  const { ending } = files[recipe.format];
  return `${[size, settingsOf(recipe), ...marks].filter(Boolean).join('-')}.${ending}`;
}

function settingsOf(recipe: Recipe): string {
  if (recipe.format === 'png') return recipe.palette ? 'p' : '';
  if ('nearLossless' in recipe) return `n${recipe.nearLossless}`;
  const quick = recipe.format === 'jpeg' && recipe.quick;
  return `${quick ? 'f' : 'q'}${recipe.quality}${recipe.fullChroma ? 'c' : ''}`;
}
