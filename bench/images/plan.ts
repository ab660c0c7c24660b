import { centre, frameAround } from '../../src/workers/images/focus.ts';
import {
  masterWidth,
  type PlannedRendition,
  planRenditions,
  type Source,
} from '../../src/workers/images/ladder.ts';
import {
  contentTypeOf,
  type Recipe,
  recipeFor,
  type Wish,
} from '../../src/workers/images/recipes.ts';
import type { Photograph } from './photographs.ts';

const looks = { kind: 'photograph', transparent: false } as const;

const sourceOf = ({ width, height }: Photograph): Source => ({
  width,
  height,
  frames: 1,
  ...looks,
});

/** What the ladder makes of a photograph, read from the ladder itself. */
export const planOf = (photograph: Photograph): readonly PlannedRendition[] =>
  planRenditions(sourceOf(photograph), { mark: '' });

export const decodedWidth = (photograph: Photograph, plan: readonly PlannedRendition[]): number =>
  masterWidth(sourceOf(photograph), plan);

/** One rendition that the bench chose, encoded as the ladder does it. */
export function renditionOf(
  size: { readonly width: number; readonly height: number },
  recipe: Recipe,
): PlannedRendition {
  const { width, height } = size;
  const file = `${width}.${recipe.format}`;
  const contentType = contentTypeOf(recipe);
  return { file, contentType, use: 'picture', width, height, recipe, essential: false };
}

/** How the ladder encodes a photograph. */
export const recipeOf = (wish: Wish): Recipe => recipeFor(wish, looks);

/** Every width of the ladder in each of these formats. */
export function crossOf(
  photograph: Photograph,
  wishes: readonly Wish[],
): readonly PlannedRendition[] {
  const pictures = planOf(photograph).filter(({ use }) => use === 'picture');
  const sizes = new Map(pictures.map((picture) => [picture.width, picture]));
  return wishes.flatMap((wish) =>
    [...sizes.values()].map((size) => renditionOf(size, recipeOf(wish))),
  );
}

/** The whole ladder as a line for sides/raw-vips.c. */
export function lineOf(photograph: Photograph): string {
  const plan = planOf(photograph);
  const width = decodedWidth(photograph, plan);
  const decoded = { width, height: Math.round((width * photograph.height) / photograph.width) };
  const outputs = plan.map((one) => {
    const whole = { left: 0, top: 0, ...decoded };
    const frame =
      one.use === 'picture' ? whole : frameAround(centre, decoded, one.width / one.height);
    const { left, top } = frame;
    return [one.width, one.height, left, top, frame.width, frame.height, suffixOf(one.recipe)];
  });
  return [photograph.path, width, shrinkOf(photograph, width), ...outputs.flat()].join('\t');
}

/** The ladder's encoding in the words of libvips' file name suffixes. */
function suffixOf(recipe: Recipe): string {
  if (recipe.format === 'png' || 'nearLossless' in recipe) throw new Error('not for photographs');
  const { format, quality } = recipe;
  if (format === 'webp') return `.webp[Q=${quality},effort=4,keep=none]`;
  if (format === 'avif') {
    return `.avif[Q=${quality},effort=1,subsample_mode=on,bitdepth=8,tune=iq,keep=none]`;
  }
  const careful = ['interlace', 'optimize_scans', 'trellis_quant', 'overshoot_deringing'];
  const options = ['optimize_coding', ...('quick' in recipe && recipe.quick ? [] : careful)];
  return `.jpg[Q=${quality},quant_table=3,${options.map((one) => `${one}=true`).join(',')},keep=none]`;
}

/**
 * By how much libjpeg can shrink while it decodes, as sharp chooses it: the largest step that leaves
 * something to resize, one less where it would leave next to nothing.
 */
function shrinkOf({ width }: Photograph, wanted: number): number {
  const shrink = width / wanted;
  const step = [8, 4, 2].find((one) => shrink >= one) ?? 1;
  return step > 1 && Math.trunc(shrink) === step ? step / 2 : step;
}
