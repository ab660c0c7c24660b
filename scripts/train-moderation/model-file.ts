import { createHash } from 'node:crypto';
import { featureBits } from '../../src/workers/moderation/classifier/features.ts';
import type { Fit } from './fit.ts';

/** Share of the weights that keep their size; the few larger ones are cut to it. */
const kept = 0.9999;

/** A line of JSON, then a byte a weight. The version is of what is in it. */
export function written({ weights, bias }: Fit): Buffer {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const largest = sizes[Math.floor(kept * (sizes.length - 1))] ?? 1;
  const scale = Number((largest / 127).toPrecision(6));
  const bytes = Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / scale))),
  );
  const head = { featureBits, scale, bias: Number(bias.toFixed(5)) };
  const version = createHash('sha256')
    .update(JSON.stringify(head))
    .update(bytes)
    .digest('hex')
    .slice(0, 16);
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ version, ...head })}\n`),
    Buffer.from(bytes.buffer),
  ]);
}
