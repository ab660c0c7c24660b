import { html, Markup } from './html.ts';
import { jsonLd, type Thing } from './json-ld.ts';
import { languageOf } from './language.ts';
import { linkBase, type Press } from './press.ts';
import { line } from './text.ts';

export interface SocialImage {
  /** Absolute. */
  readonly url: string;
  readonly width: number;
  readonly height: number;
  readonly contentType: string;
  readonly alt: string;
}

/** Where a page is in a language (BCP 47), or `x-default`. */
export interface PageInLanguage {
  readonly language: string;
  readonly path: string;
}

interface ArticleFacts {
  /** RFC 3339. */
  readonly published: string;
  readonly modified: string;
  readonly section: string;
  readonly keywords: readonly string[];
  readonly authors: readonly string[];
}

export interface HeadSubject {
  /** Without the site's name, which follows it; empty for the home page. */
  readonly title: string;
  readonly description: string;
  /** Path of the page; `null` for one that has no address of its own (404, tombstone). */
  readonly path: string | null;
  readonly language: string;
  /** The page's own first; RSS where no other type is named. */
  readonly feeds: readonly {
    readonly path: string;
    readonly title: string;
    readonly type?: string;
  }[];
  /** The page in all languages that there are, its own among them; none where there is but one. */
  readonly languages?: readonly PageInLanguage[];
  /** Whether search engines keep the page; they do where it has a path and this is absent. */
  readonly isIndexed?: boolean;
  readonly graph?: readonly Thing[];
  readonly image?: SocialImage | undefined;
  readonly article?: ArticleFacts;
  /** Paths of the neighbours in a row of pages. */
  readonly previous?: string | undefined;
  readonly next?: string | undefined;
  /** Key in the site of the one script that the page needs. */
  readonly script?: string | undefined;
}

/** All that machines and social networks read of a page: no theme can leave out or break it. */
export function headMarkup(press: Press, subject: HeadSubject): Markup {
  const { site, theme, publicUrl } = press;
  const base = linkBase(publicUrl);
  const title = subject.title ? `${subject.title} | ${line(site.name)}` : line(site.name);
  const { script } = languageOf(subject.language, site.language);
  const robots =
    subject.path === null || subject.isIndexed === false
      ? 'noindex'
      : 'max-image-preview:large, max-snippet:-1, max-video-preview:-1';
  return html`<meta charset="utf-8">
<title>${title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${colours(press)}<meta name="robots" content="${robots}">
${subject.description !== '' && html`<meta name="description" content="${subject.description}">\n`}${relations(press, subject)}${
  theme.icon !== null && html`<link rel="icon" href="${base}/${theme.icon}">\n`
}${theme.fontsFor(script).map((key) => fontAhead(`${base}/${key}`))}${theme.stylesheets.map(
  (key) => html`<link rel="stylesheet" href="${base}/${key}">\n`,
)}${
  subject.script !== undefined &&
  html`<script type="module" src="${base}/${subject.script}"></script>\n`
}${
  subject.path !== null && social(press, subject)
}${subject.graph !== undefined && jsonLd(subject.graph)}`;
}

/** Browsers fetch fonts without credentials, and use what was loaded ahead only if that was too. */
const fontAhead = (href: string): Markup =>
  html`<link rel="preload" as="font" type="font/woff2" href="${href}" crossorigin>\n`;

/** What the browser paints its own bar with. */
function colours({ theme: { colours: own } }: Press): Markup | false {
  return (
    own !== null &&
    html`<meta name="theme-color" media="(prefers-color-scheme: light)" content="${own.light}">
<meta name="theme-color" media="(prefers-color-scheme: dark)" content="${own.dark}">
`
  );
}

function relations({ publicUrl }: Press, subject: HeadSubject): Markup {
  const { path, feeds, previous, next, languages = [] } = subject;
  const base = linkBase(publicUrl);
  return html`${path !== null && html`<link rel="canonical" href="${publicUrl + path}">\n`}${
    previous !== undefined && html`<link rel="prev" href="${base + previous}">\n`
  }${next !== undefined && html`<link rel="next" href="${base + next}">\n`}${languages.map(
    ({ language, path: other }) =>
      html`<link rel="alternate" hreflang="${language}" href="${publicUrl + other}">\n`,
  )}${feeds.map(
    ({ path: feed, title, type = 'application/rss+xml' }) =>
      html`<link rel="alternate" type="${type}" title="${title}" href="${base + feed}">\n`,
  )}`;
}

/** Open Graph, which Facebook, WhatsApp, Telegram and others read, and what X wants besides. */
function social({ site, publicUrl }: Press, subject: HeadSubject): Markup {
  const { image, article, description } = subject;
  const title = subject.title || line(site.name);
  const card = image === undefined ? 'summary' : 'summary_large_image';
  const locale = languageOf(subject.language).tag.replaceAll('-', '_');
  return html`${property('og:type', article === undefined ? 'website' : 'article')}${property(
    'og:site_name',
    line(site.name),
  )}${property('og:title', title)}${property('og:description', description)}${property(
    'og:url',
    publicUrl + (subject.path ?? '/'),
  )}${property('og:locale', locale)}${image !== undefined && socialImage(image)}${
    article !== undefined && articleFacts(article)
  }${named('twitter:card', card)}${named('twitter:title', title)}${named(
    'twitter:description',
    description,
  )}${
    image !== undefined && [
      named('twitter:image', image.url),
      named('twitter:image:alt', image.alt),
    ]
  }`;
}

function socialImage({ url, width, height, contentType, alt }: SocialImage): Markup {
  return html`${property('og:image', url)}${property('og:image:type', contentType)}${property(
    'og:image:width',
    String(width),
  )}${property('og:image:height', String(height))}${property('og:image:alt', alt)}`;
}

function articleFacts({ published, modified, section, keywords, authors }: ArticleFacts): Markup {
  return html`${property('article:published_time', published)}${property(
    'article:modified_time',
    modified,
  )}${property('article:section', section)}${authors.map((name) =>
    named('author', name),
  )}${keywords.map((keyword) => property('article:tag', keyword))}`;
}

function property(name: string, content: string): Markup {
  return content === '' ? nothing : html`<meta property="${name}" content="${content}">\n`;
}

function named(name: string, content: string): Markup {
  return content === '' ? nothing : html`<meta name="${name}" content="${content}">\n`;
}

const nothing = new Markup('');
