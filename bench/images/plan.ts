import type { PlannedRendition } from '../../src/workers/images/ladder.ts';
import { masterWidth, planRenditions } from '../../src/workers/images/ladder.ts';
import type { Photograph } from './photographs.ts';

/** What the ladder makes of a photograph, read from the ladder itself. */
export const planOf = ({ width, height }: Photograph): readonly PlannedRendition[] =>
  planRenditions({ width, height, transparent: false }, { mark: '' });

export const decodedWidth = (
  { width, height }: Photograph,
  plan: readonly PlannedRendition[],
): number => masterWidth({ width, height, transparent: false }, plan);

/** How the ladder encodes a format at its most careful; `undefined` where it has no such format. */
export const recipeOf = (
  plan: readonly PlannedRendition[],
  format: string,
): PlannedRendition | undefined =>
  plan.find((one) => one.format === format && one.use === 'picture' && !one.quick);

/** Every width of the ladder in each of these formats, as the ladder encodes them. */
export function crossOf(
  photograph: Photograph,
  formats: readonly string[],
): readonly PlannedRendition[] {
  const plan = planOf(photograph);
  const sizes = new Map(
    plan.filter(({ use }) => use === 'picture').map(({ width, height }) => [width, height]),
  );
  return formats.flatMap((format) => {
    const recipe = recipeOf(plan, format);
    if (recipe === undefined) return [];
    return [...sizes].map(([width, height]) => ({
      ...recipe,
      width,
      height,
      file: `${width}.${format}`,
    }));
  });
}

/** The same encoding in the words of libvips' file name suffixes. */
export function suffixOf({ format, quality, quick }: PlannedRendition): string {
  const options: Record<string, string> = {
    webp: `Q=${quality},effort=4`,
    avif: `Q=${quality},effort=1,subsample_mode=on,tune=iq`,
    jpeg: quick
      ? `Q=${quality},quant_table=3,optimize_coding=true`
      : `Q=${quality},quant_table=3,optimize_coding=true,interlace=true,optimize_scans=true,trellis_quant=true,overshoot_deringing=true`,
  };
  const ending = format === 'jpeg' ? 'jpg' : format;
  return `.${ending}[${options[format] ?? ''},keep=none]`;
}

/**
 * By how much libjpeg can shrink while it decodes, as sharp chooses it: the largest step that leaves
 * something to resize, one less where it would leave next to nothing.
 */
export function shrinkOf({ width }: Photograph, wanted: number): number {
  const shrink = width / wanted;
  const step = [8, 4, 2].find((one) => shrink >= one) ?? 1;
  return step > 1 && Math.trunc(shrink) === step ? step / 2 : step;
}
