import { frontTag } from '../../shared/cache-tags.ts';
import type { OwnPage } from '../../shared/newsroom.ts';
import type { FrontTools } from './front-tools.ts';
import { breadcrumbs, organization } from './graph.ts';
import { html, Markup } from './html.ts';
import { languageOf } from './language.ts';
import { printPage } from './page.ts';
import { pageKey } from './press.ts';
import { cacheTag, type Printed, pageType } from './site-objects.ts';
import { pageView } from './site-view.ts';
import { line, lineOrNull, webAddress } from './text.ts';

/** The site's own pages, such as "About us", as site.yaml has them. */
export const ownPages = (tools: FrontTools): Printed[] =>
  tools.site.pages.map((page) => ownPage(tools, page));

function ownPage(tools: FrontTools, { slug, title, description, text }: OwnPage): Printed {
  const { site, theme, publicUrl } = tools;
  const path = `/${slug}/`;
  const heading = line(title);
  const crumbs = [
    { name: theme.text(site.language, 'home'), url: `${publicUrl}/` },
    { name: heading },
  ];
  const body = printPage(tools, 'page', {
    view: {
      ...pageView(tools, { page: slug }),
      heading,
      description: lineOrNull(description),
      body: plainMarkup(text),
    },
    head: {
      ...{ title: heading, description: line(description), path, language: site.language },
      feeds: [{ path: '/feed.xml', title: line(site.name) }],
      graph: [breadcrumbs(crumbs), organization(tools)],
    },
  });
  return {
    ...{ key: pageKey(path), kind: 'page', body, contentType: pageType },
    contentLanguage: languageOf(site.language).tag,
    cacheControl: site.cacheControl.front,
    metadata: { 'cache-tag': cacheTag([frontTag('site')]) },
  };
}

/** Paragraphs, `## ` headings, `- ` lists and `[words](address)` links; all else is text. */
export function plainMarkup(text: string): Markup {
  const blocks = text.split(/\r?\n[ \t]*\r?\n/).map((block) => block.trim());
  return new Markup(blocks.filter(Boolean).map(blockMarkup).join('\n'));
}

function blockMarkup(block: string): string {
  if (block.startsWith('## ')) {
    const [heading = '', ...rest] = block.slice(3).split('\n');
    const below = rest.join('\n').trim();
    const after = below === '' ? '' : `\n${blockMarkup(below)}`;
    return `${html`<h2>${inline(heading)}</h2>`}${after}`;
  }
  const lines = block.split('\n').map((part) => part.trim());
  if (lines.every((part) => part.startsWith('- '))) {
    const items = lines.map((part) => html`<li>${inline(part.slice(2))}</li>\n`);
    return html`<ul>\n${items}</ul>`.toString();
  }
  return html`<p>${inline(lines.join(' '))}</p>`.toString();
}

const links = /\[([^[\]]{1,300})\]\(([^()\s]{1,2000})\)/g;

function inline(text: string): Markup[] {
  const parts: Markup[] = [];
  let from = 0;
  for (const { 0: whole, 1: words = '', 2: address = '', index } of text.matchAll(links)) {
    const href = addressOf(address);
    parts.push(html`${text.slice(from, index)}`);
    parts.push(href === null ? html`${whole}` : html`<a href="${href}">${words}</a>`);
    from = index + whole.length;
  }
  return [...parts, html`${text.slice(from)}`];
}

/** A page of the site (`/about/`), a mailbox or an address on the web. */
function addressOf(address: string): string | null {
  if (/^\/(?![/\\])/.test(address) || /^mailto:[^\s@]+@[^\s@]+$/.test(address)) return address;
  return webAddress(address);
}
