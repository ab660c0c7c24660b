import { Parser } from 'htmlparser2';
import { Markup } from './html.ts';
import { breakableMarkup, withoutIllegal } from './text.ts';

/** Prints a picture of the story by its id; `null` where there is none. */
export type PrintFigure = (id: string, ownCaption: string | null) => Markup | null;

/**
 * The sanitised body with its pictures in place. A placeholder is `<figure data-image="ID">…` or
 * `<img data-image="ID">`; it is replaced, or dropped where the picture is missing. What stands
 * inside a paragraph is moved behind it, because a figure may not stand there; a `<figure>` around
 * an `<img>` is replaced as a whole. All else is kept but for endless words: the parser only tells places.
 * Pictures of the story (`ids`) that the body names nowhere follow it.
 *
 * This is the one door by which HTML of a story enters a page: ingest has sanitised `story.body`.
 */
export function bodyMarkup(
  body: string,
  { ids, print }: { readonly ids: readonly string[]; readonly print: PrintFigure },
): Markup {
  const cuts = body.includes('data-image') ? new CutFinder().find(body) : [];
  let text = '';
  let from = 0;
  for (const cut of cuts) {
    text += body.slice(from, cut.start);
    text += cut.ids.map((id) => print(id, cut.caption) ?? '').join('\n');
    from = cut.end;
  }
  const placed = new Set(cuts.flatMap((cut) => cut.ids));
  const loose = ids.filter((id) => !placed.has(id)).map((id) => print(id, null) ?? '');
  return new Markup(breakableMarkup(withoutIllegal(text + body.slice(from) + loose.join('\n'))));
}

/** A stretch of the body to leave out, with the pictures to put there instead. */
interface Cut {
  readonly start: number;
  readonly end: number;
  readonly ids: readonly string[];
  readonly caption: string | null;
}

interface OpenElement {
  readonly name: string;
  readonly start: number;
  readonly id: string | undefined;
}

/** Elements whose content is text: a figure can only stand behind them. */
const textBlocks = new Set([
  'p',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'pre',
  'a',
  'em',
  'strong',
  'span',
  'b',
  'i',
  'u',
  's',
  'small',
  'sub',
  'sup',
  'mark',
  'q',
  'cite',
  'code',
  'abbr',
  'time',
]);

class CutFinder {
  readonly #open: OpenElement[] = [];
  readonly #cuts: Cut[] = [];
  /** Pictures found in the outermost text block, or in a figure, that is still open. */
  #waiting: { id: string; start: number; end: number }[] = [];
  #host: OpenElement | undefined;
  #words = '';

  find(body: string): Cut[] {
    const parser = new Parser({
      onopentag: (name, attributes) => {
        this.#enter(
          { name, start: parser.startIndex, id: attributes['data-image'] },
          parser.endIndex,
        );
      },
      ontext: (text) => {
        if (this.#host !== undefined) this.#words += text;
      },
      onclosetag: (_name, isImplied) =>
        this.#leave(isImplied ? parser.startIndex : parser.endIndex + 1),
    });
    parser.end(body);
    return this.#cuts;
  }

  #enter(element: OpenElement, last: number): void {
    this.#open.push(element);
    const { name, start, id } = element;
    if (this.#host === undefined && (name === 'figure' || textBlocks.has(name))) {
      this.#host = element;
      this.#words = '';
      this.#waiting = [];
    }
    if (id === undefined) return;
    if (this.#host === undefined)
      this.#cuts.push({ start, end: last + 1, ids: [id], caption: null });
    else this.#waiting.push({ id, start, end: last + 1 });
  }

  #leave(end: number): void {
    const element = this.#open.pop();
    if (element === undefined || element !== this.#host) return;
    this.#host = undefined;
    if (this.#waiting.length === 0) return;
    const words = this.#words.replace(/\s+/g, ' ').trim();
    const ids = this.#waiting.map(({ id }) => id);
    if (element.name === 'figure' || words === '') {
      this.#cuts.push({ start: element.start, end, ids, caption: words || null });
      return;
    }
    for (const { start, end: after } of this.#waiting) {
      this.#cuts.push({ start, end: after, ids: [], caption: null });
    }
    this.#cuts.push({ start: end, end, ids, caption: null });
  }
}

/** The text of some HTML, white space folded; captions are not part of it. */
export function textOf(body: string): string {
  let text = '';
  let captions = 0;
  const parser = new Parser({
    ontext: (part) => {
      if (captions === 0) text += part;
    },
    onopentag: (name) => {
      text += ' ';
      if (name === 'figcaption') captions += 1;
    },
    onclosetag: (name) => {
      if (name === 'figcaption') captions -= 1;
    },
  });
  parser.end(body);
  return text.replace(/\s+/g, ' ').trim();
}
