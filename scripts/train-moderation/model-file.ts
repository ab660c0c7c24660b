import { createHash } from 'node:crypto';
import { featureBits } from '../../src/workers/moderation/classifier/features.ts';
import type { Calibration } from '../../src/workers/moderation/classifier/model.ts';
import type { Example } from './examples.ts';
import type { Fit } from './fit.ts';

/** Share of the weights that keep their size; the few larger ones are cut to it. */
const kept = 0.9999;

/** As `loadModel` reads it. The version is of what is in it. */
export function written(
  { weights, bias }: Fit,
  { familiar, calibration }: { readonly familiar: Uint8Array; readonly calibration: Calibration },
): Buffer {
  const sizes = weights
    .map(Math.abs)
    .filter((size) => size > 0)
    .sort();
  const largest = sizes[Math.floor(kept * (sizes.length - 1))] ?? 1;
  const scale = Number((largest / 127).toPrecision(6));
  const bytes = Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / scale))),
  );
  const head = { format: 2, featureBits, scale, bias: Number(bias.toFixed(5)), calibration };
  const version = createHash('sha256')
    .update(JSON.stringify(head))
    .update(bytes)
    .update(familiar)
    .digest('hex')
    .slice(0, 16);
  return Buffer.concat([
    Buffer.from(`${JSON.stringify({ version, ...head })}\n`),
    Buffer.from(bytes.buffer),
    familiar,
  ]);
}

/** Honest texts that a feature must be in to be familiar. */
const many = 100;

/** A bit for each feature that honest texts have often. */
export function familiarTo(examples: readonly Example[]): Uint8Array {
  const counts = new Uint32Array(1 << featureBits);
  for (const { features, isSpam, isWhole, standsFor } of examples) {
    if (isSpam || !isWhole) continue;
    for (const place of features) counts[place] = counts[place]! + standsFor;
  }
  const bits = new Uint8Array(counts.length / 8);
  for (const [place, count] of counts.entries()) {
    if (count >= many) bits[place >> 3] = bits[place >> 3]! | (1 << (place & 7));
  }
  return bits;
}
