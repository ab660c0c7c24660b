import type { FocalPoint } from '../../shared/story.ts';
import type { Master } from './master.ts';
import { glanceOf, openMaster } from './master.ts';
import { sharp } from './tuned-sharp.ts';

export const centre: FocalPoint = { x: 0.5, y: 0.5 };

/** Where the eye goes, for a picture of which nobody has said it. The same for all its crops. */
export async function findFocus(master: Master): Promise<FocalPoint> {
  const seen = await glanceOf(master);
  // libvips tells the point only where it has to cut something off, in pixels of what it cuts from:
  // here the picture at half its width. The smaller what is left, the smaller a subject it finds.
  const strip = { width: Math.ceil(seen.width / 2), height: Math.ceil(seen.height / 4) };
  const { info } = await openMaster(seen)
    .resize({ ...strip, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true });
  if (info.attentionX === undefined || info.attentionY === undefined) return centre;
  return {
    x: Math.min(1, (2 * info.attentionX) / seen.width),
    y: Math.min(1, (2 * info.attentionY) / seen.height),
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
