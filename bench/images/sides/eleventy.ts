import { createRequire } from 'node:module';
import { z } from 'zod';
import { answerLines, timed } from '../side.ts';

const Asked = z.object({
  path: z.string(),
  widths: z.array(z.number()),
  formats: z.array(z.string()),
});

/** By format, what it made. */
const Made = z.record(z.string(), z.array(z.object({ size: z.number() })));

const [folder = ''] = process.argv.slice(2);
const { default: Image } = await import(
  createRequire(`${folder}/package.json`).resolve('@11ty/eleventy-img')
);

/** eleventy-img with its defaults, as its documentation calls it, writing nothing to the disk. */
await answerLines((line) => {
  const { path, ...asked } = Asked.parse(line);
  return timed(async () => {
    const made = Made.parse(await Image(path, { ...asked, dryRun: true, useCache: false }));
    return Object.values(made).flatMap((outputs) => outputs.map(({ size }) => size));
  });
});
