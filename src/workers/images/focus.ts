import type { FocalPoint } from '../../shared/story.ts';
import type { Master } from './master.ts';
import { openMaster } from './master.ts';
import { sharp } from './tuned-sharp.ts';

/** Enough to see where the eye goes. */
const glance = 256;
export const centre: FocalPoint = { x: 0.5, y: 0.5 };

/** Where the eye goes, for a picture of which nobody has said it. The same for all its crops. */
export async function findFocus(master: Master): Promise<FocalPoint> {
  const { data, info } = await openMaster(master)
    .resize(glance, glance, { fit: 'inside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // libvips tells the point of a picture scaled to half the width, in its own pixels, and only when
  // it has to cut something off.
  const half = { width: Math.ceil(info.width / 2), height: Math.ceil(info.height * 0.4) };
  const { info: seen } = await sharp(data, { raw: info })
    .resize({ ...half, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (seen.attentionX === undefined || seen.attentionY === undefined) return centre;
  return {
    x: Math.min(1, (2 * seen.attentionX) / info.width),
    y: Math.min(1, (2 * seen.attentionY) / info.height),
  };
}

export interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The largest frame of this shape in the picture, as near to the point as its edges let it. */
export function frameAround(point: FocalPoint, { width, height }: Size, shape: number): Frame {
  const frame = {
    width: Math.min(width, Math.max(1, Math.round(height * shape))),
    height: Math.min(height, Math.max(1, Math.round(width / shape))),
  };
  const start = (share: number, whole: number, part: number) =>
    Math.round(Math.min(Math.max(share * whole - part / 2, 0), whole - part));
  return {
    ...frame,
    left: start(point.x, width, frame.width),
    top: start(point.y, height, frame.height),
  };
}
