import type { StoryImage } from '../../shared/story.ts';

/** Pictures of one story (DESIGN.md section 8). */
const maximumImages = 60;

type Draft = { -readonly [Key in keyof StoryImage]: StoryImage[Key] };

/** Gathers the pictures of a story: those submitted, then those found in its text. */
export class Album {
  readonly #images: Draft[];
  readonly #byUrl = new Map<string, Draft>();
  /** Pictures in the text that could not be used: no web address, or too many of them. */
  dropped = 0;

  constructor(submitted: readonly StoryImage[]) {
    this.#images = submitted.map((image) => ({ ...image }));
    for (const image of this.#images) if (image.url) this.#byUrl.set(image.url, image);
  }

  get images(): readonly StoryImage[] {
    return this.#images;
  }

  has(id: string): boolean {
    return this.#images.some((image) => image.id === id);
  }

  /** The id of the picture at an address; the same address is the same picture. */
  add(source: string, altText: string | undefined): string | null {
    const url = webAddress(source);
    const known = url === null ? undefined : this.#byUrl.get(url);
    if (known) {
      if (altText && known.altText === undefined) known.altText = altText;
      return known.id;
    }
    if (url === null || this.#images.length >= maximumImages) {
      this.dropped += 1;
      return null;
    }
    const image: Draft = { id: `i${this.#images.length + 1}`, url, role: 'inline' };
    if (altText) image.altText = altText;
    this.#images.push(image);
    this.#byUrl.set(url, image);
    return image.id;
  }

  /** Gives a picture the caption that stands under it in the text, unless it has one. */
  caption(id: string, text: string): void {
    const image = this.#images.find((known) => known.id === id);
    if (image && image.caption === undefined && text !== '') image.caption = text;
  }
}

/** An http or https address in its normal form, or `null`. */
export function webAddress(written: string): string | null {
  const trimmed = written.trim();
  const absolute = trimmed.startsWith('//') ? `https:${trimmed}` : trimmed;
  if (absolute.length > 2048 || !/^https?:/i.test(absolute) || !URL.canParse(absolute)) return null;
  const url = new URL(absolute);
  return url.username === '' && url.password === '' ? url.href : null;
}
