import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { featureBits } from './features.ts';
import type { Model } from './model.ts';

const Scale = z.object({ slope: z.number().positive(), shift: z.number() });

const Head = z.object({
  format: z.literal(2),
  version: z.string(),
  featureBits: z.literal(featureBits),
  scale: z.number().positive(),
  bias: z.number(),
  calibration: z.object({ latin: Scale, other: Scale }),
});

/** Where the trained model lies, beside the sources and in the image. */
export const modelFile = new URL('../../../../models/promotion.bin', import.meta.url);

/**
 * A line of JSON, a byte for each weight, and a bit for each feature that honest texts have often.
 * Throws where it is of another build of the features.
 */
export function loadModel(file: URL | string = modelFile): Model {
  return modelOf(readFileSync(file));
}

export function modelOf(bytes: Buffer): Model {
  const end = bytes.indexOf('\n');
  const { version, scale, bias, calibration } = Head.parse(
    JSON.parse(bytes.toString('utf8', 0, end)),
  );
  const size = 1 << featureBits;
  const body = bytes.subarray(end + 1);
  if (body.length !== size + size / 8) throw new RangeError('The model file is not whole');
  const weights = new Int8Array(body.subarray(0, size));
  const familiar = new Uint8Array(body.subarray(size));
  return { version, weights, scale, bias, calibration, familiar };
}
