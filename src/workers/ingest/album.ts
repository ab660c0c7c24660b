import type { StoryImage } from '../../shared/story.ts';
import { urlOf } from '../../shared/web/url-of.ts';
import { type Original, originalWithin } from './original.ts';

/** Pictures of one story (DESIGN.md section 8). */
const maximumImages = 60;

type Draft = { -readonly [Key in keyof StoryImage]: StoryImage[Key] };

/** Gathers the pictures of a story: those submitted, then those found in its text. */
export class Album {
  readonly #images: Draft[];
  /** By address, by hash where a picture came as bytes, and by the name of its part in a form. */
  readonly #byName = new Map<string, Draft>();
  /** Pictures that stood in the text as bytes. */
  readonly originals: Original[] = [];
  /** Pictures in the text that could not be used: no address or bytes, or too many of them. */
  dropped = 0;

  constructor(submitted: readonly StoryImage[]) {
    this.#images = submitted.map((image) => ({ ...image }));
    for (const image of this.#images) {
      const { url, sha256, cid } = image;
      const names = [url, sha256, cid === undefined ? undefined : `cid:${cid}`];
      for (const name of names) {
        if (name !== undefined && !this.#byName.has(name)) this.#byName.set(name, image);
      }
    }
  }

  get images(): readonly StoryImage[] {
    return this.#images;
  }

  has(id: string): boolean {
    return this.#images.some((image) => image.id === id);
  }

  /** The id of the picture at an address, or in it; the same address or bytes are the same picture. */
  add(source: string, altText: string | undefined): string | null {
    const original = originalWithin(source);
    const name = original?.sha256 ?? partNamed(source) ?? webAddress(source);
    const known = name === null ? undefined : this.#byName.get(name);
    if (known) {
      if (altText && known.altText === undefined) known.altText = altText;
      return known.id;
    }
    const isHad = name !== null && !name.startsWith('cid:');
    if (!isHad || this.#images.length >= maximumImages) {
      this.dropped += 1;
      return null;
    }
    const id = `i${this.#images.length + 1}`;
    const where = original === null ? { url: name } : { sha256: name };
    const image: Draft = { id, ...where, role: 'inline' };
    if (altText) image.altText = altText;
    if (original !== null) this.originals.push(original);
    this.#images.push(image);
    this.#byName.set(name, image);
    return id;
  }

  /** Gives a picture the caption that stands under it in the text, unless it has one. */
  caption(id: string, text: string): void {
    const image = this.#images.find((known) => known.id === id);
    if (image && image.caption === undefined && text !== '') image.caption = text;
  }
}

/** `cid:` and the name of a part of the form, as it is written. */
function partNamed(source: string): string | null {
  const [, name] = /^\s*cid:(.+?)\s*$/i.exec(source) ?? [];
  return name === undefined ? null : `cid:${name}`;
}

/** An http or https address in its normal form, or `null`. */
export function webAddress(written: string): string | null {
  const trimmed = written.trim();
  const absolute = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed;
  if (absolute.length > 2048 || !/^https?:/i.test(absolute)) return null;
  const url = urlOf(absolute);
  return url?.username === '' && url.password === '' ? url.href : null;
}
