import { Parser } from 'htmlparser2';
import { InvalidStory } from '../../shared/errors.ts';
import type { Removed } from '../../shared/story.ts';
import { hidingOf, undoes } from '../../shared/visibility/hiding.ts';
import { type Attributes, type Look, Looks } from '../../shared/visibility/look.ts';
import { openedBy } from '../../shared/visibility/scripts.ts';
import { type Album, webAddress } from './album.ts';
import { Cut, type Reason, reasonToCut, recordComment } from './cutting.ts';
import type { Edit } from './edit.ts';
import { blocks, containers, embeds, voids } from './elements.ts';

const maximumDepth = 256;
const maximumElements = 20_000;

/** What one look at the submitted markup finds: what to change in it, and what to tell. */
export interface Scan {
  readonly edits: readonly Edit[];
  readonly removed: readonly Removed[];
}

interface Element {
  readonly tag: string;
  readonly look: Look;
  readonly isContainer: boolean;
}

/** A hidden part that goes on after an element in it that is seen all the same. */
interface Suspended {
  readonly reason: Reason;
  /** Depth of the hidden part, and of the element that is seen. */
  readonly depth: number;
  readonly until: number;
}

interface Figure {
  readonly images: string[];
  caption: string;
}

/**
 * Reads markup once, in time linear to its length: takes out what is hidden or active, turns
 * pictures into placeholders and embeds into links, and makes paragraphs of bare text.
 * Throws InvalidStory beyond 256 levels or 20,000 elements.
 */
export function scan(html: string, album: Album): Scan {
  const scanner = new Scanner(html, album);
  const parser: Parser = new Parser({
    onopentag: (tag, attributes) =>
      scanner.open(tag, attributes, parser.startIndex, parser.endIndex),
    ontext: (text) => scanner.text(text, parser.startIndex, parser.endIndex + 1),
    onclosetag: (tag, implied) =>
      scanner.close(tag, implied && !voids.has(tag) ? parser.startIndex : parser.endIndex + 1, {
        tagStart: parser.startIndex,
      }),
    oncomment: (text) => scanner.comment(text, parser.startIndex, parser.endIndex + 1),
    onend: () => scanner.end(),
  });
  parser.end(html);
  return scanner;
}

class Scanner implements Scan {
  readonly edits: Edit[] = [];
  readonly removed: Removed[] = [];
  readonly #html: string;
  readonly #album: Album;
  readonly #open: Element[] = [];
  #elements = 0;
  /** Open elements that are not mere containers: bare text is where there are none. */
  #inside = 0;
  #cut: Cut | null = null;
  readonly #suspended: Suspended[] = [];
  readonly #looks: Looks;
  #figure: Figure | null = null;
  #isCaption = false;
  /** Where bare text began, to become a paragraph; `isFilled` once it shows something. */
  #bare: { readonly start: number; readonly breaks: number[]; isFilled: boolean } | null = null;

  constructor(html: string, album: Album) {
    this.#html = html;
    this.#album = album;
    this.#looks = new Looks(html);
  }

  open(tag: string, attributes: Attributes, start: number, last: number): void {
    const look = this.#push(tag, attributes);
    if (tag === 'script' && this.#cut?.isOpenEnded) this.#endCut(start);
    const reason = reasonToCut(look, attributes);
    if (this.#cut && reason === null) this.#suspendFor(look, start);
    if (this.#cut) {
      this.#cut.readLinks(attributes);
      return;
    }
    if (reason !== null) {
      this.#cut = new Cut(reason, start, this.#open.length - 1);
      this.#cut.readLinks(attributes);
      return;
    }
    const isInline = !containers.has(tag) && !blocks.has(tag);
    const isBare = this.#inside === (containers.has(tag) ? 0 : 1);
    if (isBare && isInline) this.#beginBare(start);
    else if (isBare) this.#endBare(start);
    if (tag === 'img') this.#picture(attributes, start, last + 1);
    if (tag === 'figure') this.#figure = { images: [], caption: '' };
    if (tag === 'figcaption') this.#isCaption = true;
  }

  /** Ends the part cut before an element in it that is seen all the same. */
  #suspendFor(look: Look, start: number): void {
    const { hiding } = this.#cut?.reason ?? {};
    if (!this.#cut || !hiding || !undoes(hiding, look)) return;
    const { reason, depth } = this.#cut;
    this.#suspended.push({ reason, depth, until: this.#open.length - 1 });
    this.#endCut(start);
  }

  #push(tag: string, attributes: Attributes): Look {
    this.#elements += 1;
    if (this.#elements > maximumElements) {
      throw new InvalidStory(`The body has more than ${maximumElements} elements`);
    }
    const isContainer = containers.has(tag);
    const look = this.#looks.of(tag, attributes, this.#open.at(-1)?.look ?? null);
    this.#open.push({ tag, look, isContainer });
    if (!isContainer) this.#inside += 1;
    if (this.#open.length > maximumDepth) {
      throw new InvalidStory(`The body nests its elements deeper than ${maximumDepth} levels`);
    }
    return look;
  }

  #picture(attributes: Attributes, start: number, end: number): void {
    const given = attributes['data-image'];
    const { src = '', alt } = attributes;
    const lazy = attributes['data-src'] ?? attributes['data-lazy-src'];
    const source = lazy !== undefined && webAddress(src) === null ? lazy : src;
    const isGiven = given !== undefined && this.#album.has(given);
    const id = isGiven ? given : this.#album.add(source, alt?.trim());
    this.edits.push({ start, end, with: id === null ? '' : `<img data-image="${id}">` });
    if (id === null) return;
    this.#figure?.images.push(id);
    if (this.#bare) this.#bare.isFilled = true;
  }

  text(text: string, start: number, end: number): void {
    if (this.#cut) {
      this.#cut.read(text);
      return;
    }
    if (this.#isCaption && this.#figure) this.#figure.caption += text;
    if (this.#inside === 0 && !this.#bare && /\S/.test(text)) this.#beginBare(start);
    if (!this.#bare) return;
    if (!this.#bare.isFilled) this.#bare.isFilled = /\S/.test(text);
    if (this.#inside > 0) return;
    for (const blank of this.#html.slice(start, end).matchAll(/\n[ \t\r]*\n\s*/g)) {
      this.#bare.breaks.push(start + blank.index);
    }
  }

  close(tag: string, end: number, { tagStart }: { readonly tagStart: number }): void {
    const element = this.#open.pop();
    if (element && !element.isContainer) this.#inside -= 1;
    if (this.#cut) {
      if (this.#open.length > this.#cut.depth) return;
      const { isOpenEnded } = this.#cut;
      this.#endCut(isOpenEnded ? tagStart : end);
      if (!isOpenEnded) return;
    }
    if (element?.isContainer && this.#inside === 0) this.#endBare(tagStart);
    if (tag === 'figcaption') this.#isCaption = false;
    if (tag === 'figure') this.#endFigure();
    this.#resumeAt(end);
  }

  #resumeAt(end: number): void {
    const last = this.#suspended.at(-1);
    if (!last || this.#open.length > last.until) return;
    this.#suspended.pop();
    this.#cut = new Cut(last.reason, end, last.depth);
  }

  comment(text: string, start: number, end: number): void {
    if (this.#cut === null) recordComment(text, start, this.#within(end), this.removed);
  }

  end(): void {
    if (this.#cut) this.#endCut(this.#html.length);
    this.#endFigure();
    this.#endBare(this.#html.length);
  }

  /** After a comment that is never closed the parser counts one too many. */
  #within(end: number): number {
    return Math.min(end, this.#html.length);
  }

  #endCut(at: number): void {
    const cut = this.#cut;
    if (!cut) return;
    const end = this.#within(at);
    this.#cut = null;
    cut.record(this.removed, end);
    this.edits.push({ start: cut.start, end, with: this.#linkInstead(cut) });
    if (cut.reason.kind === 'script') this.#hideAfter(cut, end);
  }

  /** A script that writes a hidden element and leaves it open hides what follows. */
  #hideAfter({ text }: Cut, end: number): void {
    const written = text.includes('document.write') ? openedBy(text) : null;
    if (written === null) return;
    const around = this.#open.at(-1)?.look ?? null;
    const look = this.#looks.of(written.tag, written.attributes, around);
    const hiding = hidingOf(look, written.attributes);
    if (hiding === null) return;
    const reason: Reason = { kind: 'hidden', how: `a script hides it (${hiding.how})`, hiding };
    this.#cut = new Cut(reason, end, this.#open.length - 1, true);
  }

  #linkInstead({ reason, firstLink }: Cut): string {
    const url = reason.kind === 'frame' && firstLink ? webAddress(firstLink) : null;
    if (url === null || !embeds.has(reason.how.slice(1, -1))) return '';
    const link = `<a href="${escaped(url)}">${escaped(new URL(url).host)}</a>`;
    if (this.#bare) this.#bare.isFilled = true;
    return this.#bare || this.#inside > 0 ? link : `<p>${link}</p>`;
  }

  #endFigure(): void {
    const caption = this.#figure?.caption.replace(/\s+/g, ' ').trim() ?? '';
    for (const id of this.#figure?.images ?? []) this.#album.caption(id, caption);
    this.#figure = null;
  }

  #beginBare(start: number): void {
    this.#bare ??= { start, breaks: [], isFilled: false };
  }

  #endBare(at: number): void {
    const bare = this.#bare;
    this.#bare = null;
    if (!bare?.isFilled) return;
    this.edits.push({ start: bare.start, end: bare.start, with: '<p>' });
    for (const offset of bare.breaks) {
      if (offset > bare.start) this.edits.push({ start: offset, end: offset, with: '</p><p>' });
    }
    this.edits.push({ start: at, end: at, with: '</p>' });
  }
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
