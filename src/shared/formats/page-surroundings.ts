import type { Looks } from '../visibility/look.ts';
import type { Article } from './article-extraction.ts';
import { escapeMarkup, oneLine } from './markup.ts';
import { type HiddenPart, type PageLink, partsOf } from './page-parts.ts';
import { webAddress } from './web-address.ts';

/** Hidden parts beyond these, and titles longer than this, say nothing new. */
const maximumParts = 200;
const maximumTitle = 1_000;

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
  const parts = partsOf(html, looks);
  const isBeside = ({ start }: { readonly start: number }) =>
    !article || start < article.text.innerStart || start >= article.text.innerEnd;
  const hidden = parts.hidden.filter((part) => isBeside(part) && isTold(part, address));
  const place = placesIn(html, article);
  const links = parts.links.filter((link) => isBeside(link) && isForeign(link.href, address));
  return [
    titleApart(parts.title, headline),
    ...hidden.slice(0, maximumParts).map((part) => hiddenElement(part, address)),
    ...links.map((link) => outside(place(link), linkElement(link, address))),
    ...parts.scripts.map((script) => `<script>${script}</script>\n`),
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
  const words = oneLine(title).slice(0, maximumTitle);
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
  let begins = 0;
  for (const { index } of html.slice(0, middle).matchAll(/<html[\s>]/gi)) begins = index;
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
