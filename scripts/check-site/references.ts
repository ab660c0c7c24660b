import type { FoundElement } from './elements.ts';
import { elementsOf } from './elements.ts';

/** An address that a file of the site names. */
export interface Reference {
  /** As it stands there. */
  readonly address: string;
  readonly place: string;
  /** A reader or a browser follows it; otherwise a machine does. */
  readonly isFollowed: boolean;
}

const attributes: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  link: ['href'],
  script: ['src'],
  img: ['src'],
  source: ['src'],
  video: ['src', 'poster'],
  audio: ['src'],
  track: ['src'],
  iframe: ['src'],
  form: ['action'],
};
const addressed = /^(og:(url|image|image:secure_url|video|audio)|twitter:image|article:author)$/;

/** What a page names: links, what it loads, and what it tells machines. */
export function referencesOfPage(elements: readonly FoundElement[]): Reference[] {
  return elements.flatMap((element) => [
    ...attributesOf(element).map(({ name, value }) => ({
      address: value,
      place: `${element.place} <${element.name} ${name}>`,
      isFollowed: true,
    })),
    ...toldBy(element),
  ]);
}

function attributesOf({ name, attributes: own }: FoundElement): { name: string; value: string }[] {
  const single = (attributes[name] ?? []).flatMap((attribute) => {
    const value = own[attribute];
    return value === undefined ? [] : [{ name: attribute, value }];
  });
  const candidates = (own.srcset ?? '').split(',').map((part) => part.trim().split(/\s+/)[0] ?? '');
  return [...single, ...candidates.filter(Boolean).map((value) => ({ name: 'srcset', value }))];
}

function toldBy({ name, attributes: own, text, place }: FoundElement): Reference[] {
  const { content = '' } = own;
  if (name === 'meta' && addressed.test(own.property ?? own.name ?? '')) {
    return [{ address: content, place: `${place} <meta>`, isFollowed: false }];
  }
  if (name === 'script' && own.type === 'application/ld+json') return referencesOfJson(text);
  return [];
}

/** Absolute web addresses among the strings of a document; faults of form are another gate's. */
export function referencesOfJson(text: string): Reference[] {
  const found: Reference[] = [];
  try {
    JSON.parse(text, (name, value: unknown) => {
      if (typeof value === 'string' && name !== '@context' && /^https?:\/\/\S+$/.test(value)) {
        found.push({ address: value, place: `JSON ${name}`, isFollowed: false });
      }
      return value;
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  return found;
}

/** What feeds and sitemaps name, in elements and attributes. */
export function referencesOfXml(source: string): Reference[] {
  const found: Reference[] = [];
  const add = (address: string, offset: number): void => {
    const line = source.slice(0, offset).split('\n').length;
    found.push({ address: unescaped(address), place: `${line}`, isFollowed: false });
  };
  for (const match of source.matchAll(/<(?:loc|link|url)>\s*([^<]+?)\s*<\//g)) {
    add(match[1] ?? '', match.index);
  }
  for (const match of source.matchAll(/<(?:\w+:)?(?:link|content|enclosure|thumbnail)\s[^>]*>/g)) {
    const address = /\s(?:href|url)="([^"]*)"/.exec(match[0])?.[1];
    if (address !== undefined && !/rel="hub"/.test(match[0])) add(address, match.index);
  }
  return found;
}

const entities: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
const unescaped = (text: string): string =>
  text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => entities[entity] ?? entity);

export function referencesOfCss(source: string): Reference[] {
  return [...source.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)/g)].map((match) => ({
    address: match[1] ?? '',
    place: `${source.slice(0, match.index).split('\n').length}`,
    isFollowed: true,
  }));
}

export function referencesOfText(source: string): Reference[] {
  return [...source.matchAll(/^Sitemap:\s*(\S+)/gim)].map((match) => ({
    address: match[1] ?? '',
    place: `${source.slice(0, match.index).split('\n').length}`,
    isFollowed: false,
  }));
}

/** By what a file is: its content type. */
export function referencesOf(contentType: string, body: string): Reference[] {
  if (contentType.startsWith('text/html')) return referencesOfPage(elementsOf(body));
  if (contentType.startsWith('text/css')) return referencesOfCss(body);
  if (contentType.startsWith('text/plain')) return referencesOfText(body);
  if (/^application\/(feed\+)?json/.test(contentType)) return referencesOfJson(body);
  return /xml/.test(contentType) ? referencesOfXml(body) : [];
}
