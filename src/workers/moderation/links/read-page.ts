import { Parser } from 'htmlparser2';
import { Documents } from './documents.ts';
import { lettersIn } from './letters.ts';
import type { Element, HeadText, Link, Page } from './page.ts';
import { ScriptShares } from './script-shares.ts';
import { maximumScript, statementsIn, writtenMarkup } from './written-markup.ts';

/** Elements looked at in one body; ingest refuses bodies with more. */
const maximumElements = 20_000;
const maximumLabel = 500;
/** Letters of one piece of text from which on it is taken for the text of a story. */
const lettersOfText = 40;

/** Reads a body's markup once, in time linear to its length. */
export function readPage(body: string): Page {
  const reader = new PageReader(body);
  const parser: Parser = new Parser({
    onopentag: (tag, attributes) => reader.open(tag, attributes, parser.startIndex),
    ontext: (text) => reader.text(text, parser.startIndex),
    onclosetag: (tag, implied) =>
      reader.close(tag, implied ? parser.startIndex : parser.endIndex + 1, implied),
    onprocessinginstruction: (name) => {
      if (/^!doctype/i.test(name)) reader.documents.begin(parser.startIndex);
    },
  });
  if (/[<&]/.test(body)) parser.end(body);
  else reader.text(body, 0);
  return reader.finish();
}

type Attributes = Readonly<Record<string, string>>;

const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));
const media = names('img picture video audio iframe object embed canvas svg table form');
const voids = names('area base br col embed hr img input link meta source track wbr');
/** Elements whose text is no text of the page. */
const raw = names('script style title');

class PageReader {
  readonly documents = new Documents();
  readonly #body: string;
  readonly #links: Link[] = [];
  readonly #headTexts: HeadText[] = [];
  readonly #scripts = new ScriptShares();
  readonly #addresses: string[] = [];
  readonly #open: Element[] = [];
  #elements = 0;
  #textStart: number | null = null;
  #link: Link | null = null;
  #raw = '';
  #isData = false;

  constructor(body: string) {
    this.#body = body;
  }

  open(tag: string, attributes: Attributes, start: number): void {
    const parent = this.#open.at(-1) ?? null;
    const element: Element = { tag, parent, start, end: start, letters: 0, injected: 0, media: 0 };
    this.#open.push(element);
    this.#elements += 1;
    if (tag === 'html') this.documents.begin(start);
    if (this.#elements > maximumElements) return;
    if (media.has(tag)) element.media += 1;
    if (raw.has(tag)) this.#beginRaw(attributes);
    if (tag === 'a' && attributes.href !== undefined) this.#beginLink(element, attributes);
    else if (this.#link) this.#readInLink(this.#link, tag, attributes);
    this.#readFrame(element, attributes);
    this.#readHead(element, attributes);
  }

  text(text: string, start: number): void {
    const element = this.#open.at(-1);
    if (element && raw.has(element.tag)) {
      if (this.#raw.length < maximumScript) this.#raw += text;
      return;
    }
    const letters = lettersIn(text);
    if (element) element.letters += letters;
    this.documents.read(letters);
    if (this.#link === null) {
      this.#scripts.add(text);
      if (letters >= lettersOfText) this.#textStart ??= start;
    } else if (this.#link.text.length < maximumLabel) this.#link.text += text;
  }

  close(tag: string, end: number, isImplied: boolean): void {
    const element = this.#open.pop();
    if (!element) return;
    this.#endElement(element, end);
    if (this.#link?.element === element) this.#link = null;
    if (tag === 'title') this.#headTexts.push({ element, text: this.#raw.slice(0, maximumLabel) });
    if (tag === 'script') this.#readScript(element);
    if ((tag === 'body' || tag === 'html') && !isImplied) this.documents.endAt(end);
  }

  finish(): Page {
    const { start, end } = this.documents.main;
    return {
      body: this.#body,
      links: this.#links,
      headTexts: this.#headTexts,
      letters: this.documents.letters,
      scripts: this.#scripts,
      start,
      end: end ?? this.#body.length,
      textStart: this.#textStart ?? this.#body.length,
      addresses: this.#addresses,
    };
  }

  #endElement(element: Element, at: number): void {
    const isEnded = element.end > element.start;
    const end = voids.has(element.tag) ? this.#endOfTag(element.start) : at;
    if (!isEnded) element.end = Math.min(end, this.#body.length);
    if (!element.parent) return;
    element.parent.letters += element.letters;
    element.parent.media += element.media;
  }

  #endOfTag(start: number): number {
    const end = this.#body.indexOf('>', start);
    return end === -1 ? this.#body.length : end + 1;
  }

  #beginRaw({ type }: Attributes): void {
    this.#raw = '';
    this.#isData = /^application\/ld\+json/i.test(type ?? '');
  }

  /** A new link ends one that was left open, as in a browser. */
  #beginLink(element: Element, { href = '', rel = '', class: classes, ...rest }: Attributes): void {
    if (this.#link) this.#link.element.end = element.start;
    const label = [rest.title, rest['aria-label']].filter(Boolean).join(' ');
    this.#link = {
      element,
      href: href.slice(0, 2_048),
      rel: rel.toLowerCase().slice(0, 100),
      isTranslated: rest.hreflang !== undefined || rest.lang !== undefined,
      isStyled: classes !== undefined,
      text: '',
      label: label.slice(0, maximumLabel),
      hasPicture: /icon|fa-|logo|social|btn|button/i.test(classes ?? ''),
    };
    this.#links.push(this.#link);
  }

  #readInLink(link: Link, tag: string, { alt, title, class: classes, ...rest }: Attributes): void {
    if (link.label.length < maximumLabel) {
      link.label = [link.label, alt, title].filter(Boolean).join(' ').slice(0, maximumLabel);
    }
    const isDot = [rest.width, rest.height].some((side) => /^\s*[01](?:px)?\s*$/.test(side ?? ''));
    const isDrawn = tag === 'svg' || tag === 'i' || classes !== undefined;
    if (tag === 'img' ? !isDot && rest.src !== '' : isDrawn) link.hasPicture = true;
  }

  /** A page inside the page, or an area of a map, leads to another as a link does. */
  #readFrame(element: Element, { src, data, href, title, alt }: Attributes): void {
    const { tag } = element;
    const isFrame = tag === 'iframe' || tag === 'frame' || tag === 'embed';
    const target = isFrame ? src : tag === 'object' ? data : tag === 'area' ? href : undefined;
    if (!target) return;
    const label = (title ?? alt ?? '').slice(0, maximumLabel);
    this.#links.push({ ...plainLink(element, target), label });
  }

  #readHead(element: Element, attributes: Attributes): void {
    const { name, property, content, href, rel } = attributes;
    if (element.tag === 'base' || /^canonical$/i.test(rel ?? '')) this.#own(href);
    if (element.tag !== 'meta' || !content) return;
    const refresh = /^refresh$/i.test(attributes['http-equiv'] ?? '');
    const target = refresh ? /url\s*=\s*['"]?([^'"]+)/i.exec(content)?.[1] : undefined;
    if (target !== undefined) this.#links.push(plainLink(element, target));
    const key = (name ?? property ?? '').toLowerCase();
    if (key === 'og:url') this.#own(content);
    if (/^(?:og:|twitter:)?(?:title|description|keywords|news_keywords)$/.test(key)) {
      this.#headTexts.push({ element, text: content.slice(0, maximumLabel) });
    }
  }

  #own(address: string | undefined): void {
    if (address && this.#addresses.length < 10) this.#addresses.push(address);
  }

  /** Links that a script writes into the page are links of the page. */
  #readScript(element: Element): void {
    if (this.#isData) {
      for (const text of statementsIn(this.#raw)) this.#headTexts.push({ element, text });
      return;
    }
    const markup = writtenMarkup(this.#raw);
    if (markup === null) return;
    for (const link of readPage(markup).links.slice(0, 50)) this.#links.push({ ...link, element });
  }
}

const plainLink = (element: Element, href: string): Link => ({
  element,
  href: href.trim().slice(0, 2_048),
  rel: '',
  isTranslated: false,
  isStyled: true,
  text: '',
  label: '',
  hasPicture: true,
});
