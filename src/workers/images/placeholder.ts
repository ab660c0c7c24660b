import type { Master } from './master.ts';
import { glanceOf, openMaster } from './master.ts';
import { sharp } from './tuned-sharp.ts';

export interface Placeholder {
  /** Data URL of a few bytes for the page itself. */
  readonly placeholder: string;
  /** The colour to paint before even that; `#rrggbb00` where the picture lets its ground through. */
  readonly dominant: string;
}

/** Of the data URL: pages carry one for each picture. */
const longest = 300;

/** From good to last resort; a noisy picture takes more bytes than a calm one. */
const attempts = [
  { side: 24, quality: 30 },
  { side: 16, quality: 20 },
  { side: 8, quality: 1 },
] as const;

export async function drawPlaceholder(master: Master): Promise<Placeholder> {
  const { data, info } = await openMaster(await glanceOf(master))
    .resize(48, 48, { fit: 'inside' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { dominant } = await sharp(data, { raw: info }).stats();
  const digits = [dominant.r, dominant.g, dominant.b].map((n) => n.toString(16).padStart(2, '0'));
  return {
    placeholder: await tinyPicture(() => sharp(data, { raw: info })),
    dominant: `#${digits.join('')}${master.transparent ? '00' : ''}`,
  };
}

async function tinyPicture(small: () => ReturnType<typeof openMaster>): Promise<string> {
  let url = '';
  for (const { side, quality } of attempts) {
    const tiny = await small()
      .resize(side, side, { fit: 'inside' })
      .webp({ quality, alphaQuality: 30, effort: 4 })
      .toBuffer();
    url = `data:image/webp;base64,${tiny.toString('base64')}`;
    if (url.length <= longest) return url;
  }
  return url;
}
