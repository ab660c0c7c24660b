import { Parser } from 'htmlparser2';
import { ScriptShares } from './script-shares.ts';

/** Elements, links and text looked at in one body; ingest refuses bodies with more elements. */
const maximumElements = 20_000;
const maximumLabel = 500;

/** An element of the body as submitted: where it stands and what it holds. */
export interface Element {
  readonly tag: string;
  readonly parent: Element | null;
  /** In UTF-16 units of the body, `[start, end)`. */
  readonly start: number;
  end: number;
  /** Letters and digits it holds, and how many of them are of links found to be injected. */
  letters: number;
  injected: number;
  /** Pictures, players and parts of forms in it. */
  media: number;
}

/** A link as written, wherever it stands. */
export interface Link {
  readonly element: Element;
  readonly href: string;
  readonly rel: string;
  /** Said to be in another language, by `hreflang` or `lang`. */
  readonly isTranslated: boolean;
  /** What a reader sees of it. */
  text: string;
  /** What else it says: its title, and the descriptions of pictures in it. */
  label: string;
  /** With a class or a style of its own, by which it may be made to show. */
  readonly isStyled: boolean;
  /** A picture of some size, or an element that style sheets can make one. */
  hasPicture: boolean;
}

/** A text for search engines: a title, a description, statements in JSON. */
export interface HeadText {
  readonly element: Element;
  readonly text: string;
}

/** A body's markup, read once for all rules on links. */
export interface Page {
  readonly body: string;
  readonly links: readonly Link[];
  readonly headTexts: readonly HeadText[];
  /** Letters and digits of the whole text. */
  readonly letters: number;
  /** Scripts in which the text outside links is written. */
  readonly scripts: ScriptShares;
  /** Where the document that holds most text begins and ends; nothing before or after it is seen. */
  readonly start: number;
  readonly end: number;
  /** Where the first paragraph of the text begins. */
  readonly textStart: number;
  readonly language: string | null;
  /** Addresses the page gives as its own. */
  readonly addresses: readonly string[];
}

export function readPage(body: string): Page {
  const reader = new PageReader(body);
  const parser: Parser = new Parser({
    onopentag: (tag, attributes) => reader.open(tag, attributes, parser.startIndex),
    ontext: (text) => reader.text(text, parser.startIndex),
    onclosetag: (tag, implied) =>
      reader.close(tag, implied ? parser.startIndex : parser.endIndex + 1, implied),
    onprocessinginstruction: (name) => {
      if (/^!doctype/i.test(name)) reader.beginDocument(parser.startIndex);
    },
  });
  parser.end(body);
  return reader.finish();
}

type Attributes = Readonly<Record<string, string>>;

const media = new Set(
  'img picture video audio iframe object embed canvas svg table form'.split(' '),
);
const voids = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));
const raw = new Set(['script', 'style']);

interface Document {
  readonly start: number;
  end: number | null;
  letters: number;
}

class PageReader {
  readonly #body: string;
  readonly links: Link[] = [];
  readonly headTexts: HeadText[] = [];
  readonly scripts = new ScriptShares();
  readonly #documents: Document[] = [{ start: 0, end: null, letters: 0 }];
  readonly #addresses: string[] = [];
  #textStart: number | null = null;
  #language: string | null = null;
  readonly #open: Element[] = [];
  #elements = 0;
  #link: Link | null = null;
  #raw = '';

  constructor(body: string) {
    this.#body = body;
  }

  beginDocument(start: number): void {
    const current = this.#documents.at(-1);
    if (
      current &&
      current.letters === 0 &&
      current.end === null &&
      start > 0 &&
      current.start > 0
    ) {
      return;
    }
    this.#documents.push({ start, end: null, letters: 0 });
  }

  open(tag: string, attributes: Attributes, start: number): void {
    const parent = this.#open.at(-1) ?? null;
    const element: Element = { tag, parent, start, end: start, letters: 0, injected: 0, media: 0 };
    this.#open.push(element);
    this.#elements += 1;
    if (tag === 'html') {
      const last = this.#documents.at(-1);
      if (last?.letters !== 0 || last.end !== null) this.beginDocument(start);
      this.#language ??= attributes.lang ?? null;
    }
    if (this.#elements > maximumElements) return;
    if (media.has(tag)) element.media += 1;
    if (raw.has(tag)) this.#raw = '';
    if (tag === 'a' && attributes.href !== undefined) this.#beginLink(element, attributes, start);
    else if (this.#link) this.#within(tag, attributes);
    if (tag === 'meta') this.#readMeta(element, attributes);
    if (tag === 'link' && /canonical/i.test(attributes.rel ?? '')) this.#own(attributes.href);
    if (tag === 'base') this.#own(attributes.href);
  }

  text(text: string, start: number): void {
    const element = this.#open.at(-1);
    if (element && raw.has(element.tag)) {
      if (this.#raw.length < 20_000) this.#raw += text;
      return;
    }
    if (element?.tag === 'title') {
      this.#raw = text.slice(0, maximumLabel);
      this.headTexts.push({ element, text: this.#raw });
      return;
    }
    const letters = lettersIn(text);
    if (element) element.letters += letters;
    const document = this.#documents.at(-1);
    if (document) document.letters += letters;
    if (this.#link) {
      if (this.#link.text.length < maximumLabel) this.#link.text += text;
    } else this.scripts.add(text);
    if (letters >= 40 && this.#textStart === null && this.#link === null) this.#textStart = start;
  }

  close(tag: string, end: number, implied: boolean): void {
    const element = this.#open.pop();
    if (!element) return;
    element.end = Math.min(voids.has(tag) ? this.#endOfTag(element.start) : end, this.#body.length);
    if (element.parent) {
      element.parent.letters += element.letters;
      element.parent.media += element.media;
    }
    if (this.#link?.element === element) this.#link = null;
    if (tag === 'script') this.#readScript(element);
    const document = this.#documents.at(-1);
    if ((tag === 'body' || tag === 'html') && !implied && document) document.end ??= end;
  }

  finish(): Page {
    const [main] = this.#documents.toSorted((a, b) => b.letters - a.letters);
    return {
      body: this.#body,
      links: this.links,
      headTexts: this.headTexts,
      letters: this.#documents.reduce((sum, { letters }) => sum + letters, 0),
      scripts: this.scripts,
      start: main?.start ?? 0,
      end: main?.end ?? this.#body.length,
      textStart: this.#textStart ?? this.#body.length,
      language: this.#language,
      addresses: this.#addresses,
    };
  }

  #endOfTag(start: number): number {
    const end = this.#body.indexOf('>', start);
    return end === -1 ? this.#body.length : end + 1;
  }

  /** A new link ends one that was left open, as in a browser. */
  #beginLink(element: Element, attributes: Attributes, start: number): void {
    if (this.#link) this.#link.element.end = start;
    this.#link = {
      element,
      href: attributes.href?.slice(0, 2_048) ?? '',
      rel: (attributes.rel ?? '').toLowerCase().slice(0, 100),
      isTranslated: attributes.hreflang !== undefined || attributes.lang !== undefined,
      isStyled: attributes.class !== undefined,
      text: '',
      label: [attributes.title, attributes['aria-label']]
        .filter(Boolean)
        .join(' ')
        .slice(0, maximumLabel),
      hasPicture: /icon|fa-|logo|social|btn|button/i.test(attributes.class ?? ''),
    };
    this.links.push(this.#link);
  }

  #within(tag: string, { alt, title, width, height, class: names, src }: Attributes): void {
    const link = this.#link;
    if (!link) return;
    if (link.label.length < maximumLabel) {
      link.label = [link.label, alt, title].filter(Boolean).join(' ').slice(0, maximumLabel);
    }
    const isDot = [width, height].some((side) => /^\s*[01](?:px)?\s*$/.test(side ?? ''));
    if (
      tag === 'img' ? !isDot && src !== '' : tag === 'svg' || tag === 'i' || names !== undefined
    ) {
      link.hasPicture = true;
    }
  }

  #readMeta(element: Element, { name, property, content }: Attributes): void {
    const key = (name ?? property ?? '').toLowerCase();
    if (key === 'og:url') this.#own(content);
    if (!content || !/^(?:og:|twitter:)?(?:title|description|keywords|news_keywords)$/.test(key))
      return;
    this.headTexts.push({ element, text: content.slice(0, maximumLabel) });
  }

  #own(address: string | undefined): void {
    if (address && this.#addresses.length < 10) this.#addresses.push(address);
  }

  /** Links that a script writes into the page are links of the page. */
  #readScript(element: Element): void {
    const written = this.#raw;
    this.#raw = '';
    if (!/write|innerHTML|insertAdjacentHTML|append|\.html\(/.test(written)) return;
    for (const link of linksWrittenBy(written)) this.links.push({ ...link, element });
  }
}

/** The links in the strings of a script, its escapes undone. */
function linksWrittenBy(script: string): Link[] {
  const plain = script
    .replace(
      /\\x([\da-f]{2})|\\u00([\da-f]{2})|%([\da-f]{2})/gi,
      (_, a?: string, b?: string, c?: string) =>
        String.fromCharCode(Number.parseInt(a ?? b ?? c ?? '', 16)),
    )
    .replace(/\\(["'/])/g, '$1')
    .replace(/["']\s*\+\s*["']/g, '');
  const start = plain.search(/<a\s/i);
  return start === -1 ? [] : [...readPage(plain.slice(start)).links].slice(0, 50);
}

export const lettersIn = (text: string): number => {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isAscii = unit < 0x80;
    if (
      isAscii
        ? ((unit | 32) >= 97 && (unit | 32) <= 122) || (unit >= 48 && unit <= 57)
        : unit >= 0xaa && !(unit >= 0x2000 && unit < 0x2070)
    ) {
      letters += 1;
    }
  }
  return letters;
};
