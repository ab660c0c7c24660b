import sharp, { type Sharp } from 'sharp';
import { planRenditions } from '../src/workers/images/ladder.ts';
import type { Recipe } from '../src/workers/images/recipes.ts';
import { type Spread, spread } from './spread.ts';

/** Every rendition of the ladder by sharp alone: decoded once, all at once, nothing kept. */
export async function measureLadder(photo: Buffer, rounds: number): Promise<Spread> {
  const { autoOrient } = await sharp(photo).metadata();
  const looks = { frames: 1, kind: 'photograph', transparent: false } as const;
  const plan = planRenditions({ ...autoOrient, ...looks }, { mark: '' });
  const width = Math.max(...plan.map((planned) => planned.width));
  const times: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    const began = performance.now();
    const { data, info } = await sharp(photo)
      .autoOrient()
      .resize({ width, withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true });
    await Promise.all(
      plan.map(({ width: wide, height, recipe }) =>
        encoded(sharp(data, { raw: info }).resize(wide, height), recipe).toBuffer(),
      ),
    );
    times.push(performance.now() - began);
  }
  return spread(times);
}

function encoded(sized: Sharp, recipe: Recipe): Sharp {
  if (recipe.format === 'png' || 'nearLossless' in recipe) throw new Error('not for photographs');
  const { format, quality } = recipe;
  if (format === 'avif') return sized.avif({ quality, effort: 1, chromaSubsampling: '4:2:0' });
  if (format === 'webp') return sized.webp({ quality, effort: 4 });
  const quick = 'quick' in recipe && recipe.quick === true;
  return sized.jpeg(quick ? { quality, quantisationTable: 3 } : { quality, mozjpeg: true });
}
