import { hidingOf } from '../visibility/hiding.ts';
import type { Look, Looks } from '../visibility/look.ts';
import type { Article } from './article-extraction.ts';
import { type Attributes, escapeMarkup, isVoid, oneLine, walk } from './markup.ts';
import { margins } from './page-scan.ts';
import { webAddress } from './web-address.ts';

/** Parts, links and scripts around an article beyond these say nothing new. */
const maximumParts = 200;
const maximumLinks = 200;
const maximumScripts = 10;
const maximumText = 1_000;
const maximumScript = 5_000;

interface PageLink {
  readonly start: number;
  readonly href: string;
  readonly rel: string;
  text: string;
  label: string;
}

/** A part of the page that readers do not see: its words and links in their order. */
interface HiddenPart {
  readonly start: number;
  /** In the menus, margins and forms of the page, or for readers without scripts. */
  readonly isCommon: boolean;
  readonly pieces: (string | PageLink)[];
  length: number;
}

/** Where a link stands beside the article; moderation reads it from `data-outside`. */
type Place = 'before the page' | 'above all else' | 'beside the article' | 'after the page';

interface Page {
  readonly html: string;
  readonly looks: Looks;
  readonly article: Article | undefined;
  readonly address: string | undefined;
  readonly headline: string;
}

/**
 * What a page shows and hides around its article, written so that it is never shown to readers and
 * told to moderation: hidden parts as hidden elements, links to other sites, a title that begins
 * otherwise than the headline, and scripts that write links, in templates.
 */
export function surroundingsOf(page: Page): string {
  const { html, looks, article, address, headline } = page;
  const walker = new Walker(looks);
  walk(html, walker);
  const isBeside = ({ start }: { readonly start: number }) =>
    !article || start < article.text.innerStart || start >= article.text.innerEnd;
  const hidden = walker.hidden.filter((part) => isBeside(part) && isTold(part, address));
  const place = placesIn(html, article);
  const links = walker.links.filter((link) => isBeside(link) && isForeign(link.href, address));
  return [
    titleApart(walker.title, headline),
    ...hidden.slice(0, maximumParts).map((part) => hiddenElement(part, address)),
    ...links.map((link) => outside(place(link), linkElement(link, address))),
    ...walker.scripts.map((script) => `<script>${script}</script>\n`),
  ].join('');
}

const isTold = ({ isCommon, pieces }: HiddenPart, page: string | undefined): boolean =>
  pieces.some((piece) =>
    typeof piece === 'string'
      ? !isCommon && oneLine(piece) !== ''
      : !isCommon || isForeign(piece.href, page),
  );

function isForeign(link: string, page: string | undefined): boolean {
  const address = webAddress(link, page);
  return address !== undefined && (!page || new URL(address).host !== new URL(page).host);
}

/** Titles begin with the headline or a part of it, and end with the name of the site. */
function titleApart(title: string, headline: string): string {
  const words = oneLine(title).slice(0, maximumText);
  const [first = ''] = words.toLowerCase().split(/\s+[-–—|:·»]\s+/);
  const isUsual =
    first === '' ||
    headline.toLowerCase().includes(first) ||
    first.startsWith(headline.toLowerCase().slice(0, 30));
  return isUsual ? '' : `<title>${escapeMarkup(words)}</title>\n`;
}

function hiddenElement({ pieces }: HiddenPart, page: string | undefined): string {
  const inside = pieces
    .map((piece) => (typeof piece === 'string' ? escapeMarkup(piece) : linkElement(piece, page)))
    .join('');
  return `<div hidden>${inside.trim()}</div>\n`;
}

const outside = (place: Place, markup: string): string =>
  `<template data-outside="${place}">${markup}</template>\n`;

function linkElement({ href, rel, text, label }: PageLink, page: string | undefined): string {
  const address = escapeMarkup(webAddress(href, page) ?? href);
  const marks = `${attribute('rel', rel)}${attribute('title', oneLine(label))}`;
  return `<a href="${address}"${marks}>${escapeMarkup(oneLine(text))}</a>`;
}

const attribute = (name: string, value: string): string =>
  value === '' ? '' : ` ${name}="${escapeMarkup(value)}"`;

/** A page may have a small page put before it, or go on after its end. */
function placesIn(html: string, article: Article | undefined): (link: PageLink) => Place {
  const middle = article?.text.innerStart ?? html.length;
  const begins = Math.max(
    0,
    ...[...html.matchAll(/<html[\s>]/gi)].map(({ index }) => index).filter((at) => at < middle),
  );
  const after = /<\/(?:body|html)\s*>/i.exec(html.slice(article?.text.innerEnd ?? html.length));
  const ends = after ? (article?.text.innerEnd ?? 0) + after.index : html.length;
  const [body] = /<body[^>]*>\s*/i.exec(html.slice(begins)) ?? [];
  const top = body === undefined ? begins : html.indexOf(body, begins) + body.length;
  return ({ start }) => {
    if (start < begins) return 'before the page';
    if (start >= ends) return 'after the page';
    return start <= top ? 'above all else' : 'beside the article';
  };
}

interface Open {
  readonly tag: string;
  readonly look: Look;
  readonly isHidden: boolean;
  readonly isMargin: boolean;
}

class Walker {
  readonly hidden: HiddenPart[] = [];
  readonly links: PageLink[] = [];
  readonly scripts: string[] = [];
  title = '';
  readonly #looks: Looks;
  readonly #open: Open[] = [];
  #hides = 0;
  #margins = 0;
  #link: PageLink | null = null;
  #script = '';

  constructor(looks: Looks) {
    this.#looks = looks;
  }

  open(tag: string, attributes: Attributes, { start }: { start: number }): void {
    const look = this.#looks.of(tag, attributes, this.#open.at(-1)?.look ?? null);
    const isHidden = tag !== 'html' && tag !== 'body' && hidingOf(look, attributes) !== null;
    const isMargin = margins.has(tag) || tag === 'noscript';
    this.#open.push({ tag, look, isHidden, isMargin });
    if (isVoid(tag)) {
      if (this.#link && attributes.alt) this.#link.label += ` ${attributes.alt.slice(0, 200)}`;
      return;
    }
    if (isMargin) this.#margins += 1;
    if (isHidden) this.#hide(start);
    if (tag === 'a' && attributes.href) this.#startLink(attributes, start);
  }

  text(text: string): void {
    const tag = this.#open.at(-1)?.tag;
    if (tag === 'title') this.title ||= text.slice(0, maximumText);
    if (tag === 'script' && this.#script.length < maximumScript) this.#script += text;
    if (tag === 'script' || tag === 'style' || tag === 'title') return;
    if (this.#link) {
      if (this.#link.text.length < maximumText) this.#link.text += text;
      return;
    }
    const part = this.#hides > 0 ? this.hidden.at(-1) : undefined;
    if (!part || part.length > maximumText) return;
    part.pieces.push(text);
    part.length += text.length;
  }

  close(tag: string): void {
    const open = this.#open.pop();
    if (open === undefined || isVoid(tag)) return;
    if (open.isMargin) this.#margins -= 1;
    if (open.isHidden) this.#hides -= 1;
    if (tag === 'a') this.#link = null;
    if (tag === 'script') this.#endScript();
  }

  #hide(start: number): void {
    this.#hides += 1;
    if (this.#hides > 1) return;
    this.hidden.push({ start, isCommon: this.#margins > 0, pieces: [], length: 0 });
  }

  #startLink({ href = '', rel = '', title = '' }: Attributes, start: number): void {
    const link = { start, href, rel: rel.slice(0, 100), text: '', label: title.slice(0, 200) };
    this.#link = link;
    const part = this.#hides > 0 ? this.hidden.at(-1) : undefined;
    if (part && part.pieces.length < maximumLinks) part.pieces.push(link);
    else if (!part && this.links.length < maximumLinks) this.links.push(link);
  }

  /** Scripts that write links are told; they cannot close themselves early. */
  #endScript(): void {
    const script = this.#script.slice(0, maximumScript);
    this.#script = '';
    const writes = /document\.write|innerHTML|insertAdjacentHTML/.test(script);
    if (
      writes &&
      /(?:<|\\x3c|%3c|\\u003c)a\s/i.test(script) &&
      this.scripts.length < maximumScripts
    ) {
      this.scripts.push(script);
    }
  }
}
