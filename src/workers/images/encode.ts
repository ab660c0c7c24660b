import type { FocalPoint } from '../../shared/story.ts';
import { frameAround } from './focus.ts';
import { pictureLimits } from './inspect-original.ts';
import type { PlannedRendition } from './ladder.ts';
import type { Master } from './master.ts';
import { openMaster } from './master.ts';
import type { Recipe } from './recipes.ts';
import { operationTimeout, sharp } from './tuned-sharp.ts';
import { UnusablePicture } from './unusable-picture.ts';

export interface Encoded {
  readonly planned: PlannedRendition;
  readonly body: Buffer;
  readonly width: number;
  readonly height: number;
}

type Picture = ReturnType<typeof sharp>;

/** Encodes a picture that has the width it is to have, with `xmp` as its only metadata. */
export const encodePicture = (
  sized: Master,
  planned: PlannedRendition,
  xmp: string | undefined,
): Promise<Encoded> => finish(inFormat(openMaster(sized), planned.recipe), planned, xmp);

/** Cuts the shape that is planned out of a picture, with the focal point in its frame. */
export function encodeCrop(
  { master, focus }: { readonly master: Master; readonly focus: FocalPoint },
  planned: PlannedRendition,
  xmp: string | undefined,
): Promise<Encoded> {
  const { width, height } = planned;
  const cut = openMaster(master)
    .extract(frameAround(focus, master, width / height))
    .resize(width, height, { fit: 'fill' });
  return finish(inFormat(cut, planned.recipe), planned, xmp);
}

/** Encodes all frames of an original that moves; there is no master of them. */
export function encodeAnimation(
  original: Buffer,
  planned: PlannedRendition,
  xmp: string | undefined,
): Promise<Encoded> {
  const options = {
    animated: true,
    failOn: 'error',
    limitInputPixels: pictureLimits.pixels,
  } as const;
  const frames = sharp(original, options).resize(planned.width).toColourspace('srgb');
  return finish(inFormat(frames, planned.recipe), planned, xmp);
}

async function finish(
  picture: Picture,
  planned: PlannedRendition,
  xmp: string | undefined,
): Promise<Encoded> {
  const { data, info } = await (xmp === undefined ? picture : picture.withXmp(xmp))
    .timeout(operationTimeout)
    .toBuffer({ resolveWithObject: true })
    .catch((error: unknown) => {
      throw new UnusablePicture(`cannot be made into ${planned.file}`, { cause: error });
    });
  return { planned, body: data, width: info.width, height: info.pageHeight ?? info.height };
}

function inFormat(picture: Picture, recipe: Recipe): Picture {
  const chromaSubsampling =
    'fullChroma' in recipe && recipe.fullChroma === true ? '4:4:4' : '4:2:0';
  switch (recipe.format) {
    case 'avif':
      return picture.avif({ quality: recipe.quality, effort: 1, chromaSubsampling });
    case 'webp':
      return 'nearLossless' in recipe
        ? picture.webp({ nearLossless: true, quality: recipe.nearLossless, effort: 3 })
        : picture.webp({ quality: recipe.quality, effort: 4 });
    case 'png':
      return recipe.palette ? picture.png({ palette: true, effort: 4 }) : picture.png();
    case 'jpeg': {
      const { quality, quick } = recipe;
      const white = picture.flatten({ background: '#ffffff' });
      // Table 3 is mozjpeg's own; it alone brings most of what mozjpeg saves.
      return quick
        ? white.jpeg({ quality, chromaSubsampling, quantisationTable: 3 })
        : white.jpeg({ quality, chromaSubsampling, mozjpeg: true });
    }
  }
}
