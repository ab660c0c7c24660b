import { Parser } from 'htmlparser2';
import { Documents } from './documents.ts';
import { lettersIn } from './letters.ts';
import type { Element, HeadText, Link, Page } from './page.ts';
import { plainLink, targetOf } from './plain-link.ts';
import { redirectsIn, refreshTarget } from './redirects.ts';
import { ScriptShares } from './script-shares.ts';
import { maximumScript, statementsIn, undisguised, writtenMarkup } from './written-markup.ts';

/** Elements looked at in one body; ingest refuses bodies with more. */
const maximumElements = 20_000;
/** Links told of one script or comment. */
const maximumWithin = 50;
const maximumComments = 500;
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
    oncomment: (text) => reader.comment(text, parser.startIndex, parser.endIndex + 1),
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
  #comments = 0;
  #textStart: number | null = null;
  #link: Link | null = null;
  #raw = '';
  #isData = false;
  #base: string | null = null;

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

  /** Links that somebody took out of sight by a comment, where engines and other readers find them. */
  comment(text: string, start: number, end: number): void {
    if (this.#comments >= maximumComments || !/<a\s/i.test(text)) return;
    this.#comments += 1;
    const parent = this.#open.at(-1) ?? null;
    const counts = { letters: 0, injected: 0, media: 0 };
    const element = { tag: '!--', parent, start, end: Math.min(end, this.#body.length), ...counts };
    this.#linksOf(text.slice(0, maximumScript), element);
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
      base: this.#base,
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
      isRedirect: false,
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

  /** A page inside the page, a form, or an area of a map leads to another as a link does. */
  #readFrame(element: Element, attributes: Attributes): void {
    const { title, alt } = attributes;
    const target = targetOf(element.tag, attributes);
    if (!target) return;
    const label = (title ?? alt ?? '').slice(0, maximumLabel);
    this.#links.push({ ...plainLink(element, target), label });
  }

  #readHead(element: Element, attributes: Attributes): void {
    const { name, property, content, href, rel } = attributes;
    if (element.tag === 'base' && href) this.#readBase(element, href);
    if (/^canonical$/i.test(rel ?? '')) this.#own(href);
    if (element.tag !== 'meta' || !content) return;
    const refresh = /^refresh$/i.test(attributes['http-equiv'] ?? '');
    const target = refresh ? refreshTarget(content) : undefined;
    if (target !== undefined) this.#links.push(plainLink(element, target, true));
    const key = (name ?? property ?? '').toLowerCase();
    if (key === 'og:url') this.#own(content);
    if (/^(?:og:|twitter:)?(?:title|description|keywords|news_keywords)$/.test(key)) {
      this.#headTexts.push({ element, text: content.slice(0, maximumLabel) });
    }
  }

  /** It moves every link within the site to another one: it is judged as the link that they become. */
  #readBase(element: Element, href: string): void {
    this.#base ??= href;
    this.#links.push(plainLink(element, href));
  }

  #own(address: string | undefined): void {
    if (address && this.#addresses.length < 10) this.#addresses.push(address);
  }

  /** Links that a script writes into the page, or sends readers to, are links of the page. */
  #readScript(element: Element): void {
    if (this.#isData) {
      for (const text of statementsIn(this.#raw)) this.#headTexts.push({ element, text });
      return;
    }
    const plain = undisguised(this.#raw);
    for (const target of redirectsIn(plain)) this.#links.push(plainLink(element, target, true));
    const markup = writtenMarkup(plain);
    if (markup !== null) this.#linksOf(markup, element);
  }

  #linksOf(markup: string, element: Element): void {
    const { links } = readPage(markup);
    for (const link of links.slice(0, maximumWithin)) this.#links.push({ ...link, element });
  }
}
