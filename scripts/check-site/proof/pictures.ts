import { readFile } from 'node:fs/promises';
import sharp from 'sharp';
import { servePictures } from '../../../tests/support/serve-pictures.ts';

const drawn = ['harbour-lights', 'kabul-kites', 'mountain-relay', 'bakery-flour'] as const;
export type PictureName = (typeof drawn)[number] | 'tall';

/** Where the stories' pictures are fetched from. */
export interface PicturePool {
  /** As `DATELINE_ALLOW_PRIVATE` wants it. */
  readonly host: string;
  url(name: PictureName): string;
  close(): Promise<void>;
}

/** Wide enough for every kind of rendition that a page names, and soon made. */
const SMALL = 700;

/**
 * The demo newsroom's drawn pictures, and an upright one, on a loopback port. In short, one small
 * picture has all the names: renditions are most of what a proof costs.
 */
export async function openPictures(isShort: boolean): Promise<PicturePool> {
  const server = await servePictures();
  const demo = (name: string): Promise<Buffer> => readFile(`newsroom/demo/${name}.jpg`);
  for (const name of isShort ? [] : drawn) server.put(`${name}.jpg`, await demo(name));
  const lamps = sharp(await demo('harbour-lights'));
  server.put(
    'tall.jpg',
    isShort
      ? await lamps.resize(SMALL).jpeg().toBuffer()
      : await lamps.extract({ left: 60, top: 120, width: 700, height: 940 }).jpeg().toBuffer(),
  );
  return {
    host: server.host,
    url: (name) => `http://${server.host}/${isShort ? 'tall' : name}.jpg`,
    close: () => server.close(),
  };
}
