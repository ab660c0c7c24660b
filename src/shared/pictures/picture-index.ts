import type { PerceptualHash, PreparedImage } from '../archive/pictures.ts';

/** Up to so many of 64 bits apart, two pictures are the same one (measured: docs/images.md). */
export const SURELY_SAME = 4;
/** Up to so many they may be; a person must say. */
export const PERHAPS_SAME = 8;

/** A picture of a story that looks like the one that was asked about. */
export interface SamePicture {
  /** Of its original. */
  readonly sha256: string;
  /** Stories that use it, the newest first, at most 10. */
  readonly storyIds: readonly string[];
  /** Bits in which they look different, 0 to 8. */
  readonly apart: number;
  /** Whether it is the same beyond doubt. */
  readonly isSure: boolean;
}

/** The pictures of the last months by what they look like; derived, and rebuilt from the heads. */
export interface PictureIndex {
  /** Notes which pictures a story uses. A picture that is too plain to have a hash is left aside. */
  note(
    storyId: string,
    images: readonly Pick<PreparedImage, 'sha256' | 'perceptualHash'>[],
    at?: Date,
  ): Promise<void>;
  /** The nearest first, at most 20; the original that was asked about is among them. */
  samePictures(hash: PerceptualHash): Promise<readonly SamePicture[]>;
}
