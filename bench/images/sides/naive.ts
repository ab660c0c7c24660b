import { readFile } from 'node:fs/promises';
import sharp, { type Sharp } from 'sharp';
import { z } from 'zod';
import { answerLines, timed } from '../side.ts';

const Asked = z.object({
  path: z.string(),
  outputs: z.array(
    z.object({ width: z.number(), format: z.enum(['avif', 'webp', 'jpeg']), quality: z.number() }),
  ),
});
type Output = z.infer<typeof Asked>['outputs'][number];

sharp.concurrency(1);
sharp.cache(false);

/** What sharp's own documentation leads to: a pipeline from the original for each output. */
await answerLines((line) => {
  const { path, outputs } = Asked.parse(line);
  return timed(async () => {
    const original = await readFile(path);
    const bytes: number[] = [];
    for (const output of outputs) {
      const sized = sharp(original).autoOrient().resize({ width: output.width });
      bytes.push((await encoded(sized, output).toBuffer()).length);
    }
    return bytes;
  });
});

function encoded(sized: Sharp, { format, quality }: Output): Sharp {
  if (format === 'avif') return sized.avif({ quality, effort: 1, chromaSubsampling: '4:2:0' });
  if (format === 'webp') return sized.webp({ quality, effort: 4 });
  return sized.jpeg({ quality, mozjpeg: true });
}
