import type { Card } from '../../shared/archive/publication.ts';
import type { OwnPage, Site } from '../../shared/newsroom.ts';
import { inZone } from './dates.ts';
import type { Thing } from './json-ld.ts';
import { languageOf } from './language.ts';
import { type Variant, widelyRead } from './picture.ts';
import type { Press } from './press.ts';
import { publisherOf, sectionLink } from './site-view.ts';
import { line, webAddress } from './text.ts';
import type { ArticleView } from './views.ts';

const organizationId = '#publisher';

/** Who publishes; every page's graph has it. */
export function organization({ site, publicUrl }: Press): Thing {
  const logo = site.publisher?.logo;
  const address = logo?.startsWith('/') ? publicUrl + logo : webAddress(logo);
  return {
    '@type': 'NewsMediaOrganization',
    '@id': `${publicUrl}/${organizationId}`,
    name: publisherOf(site),
    url: `${publicUrl}/`,
    logo: address === null ? null : { '@type': 'ImageObject', url: address },
    correctionsPolicy: policyPage(site, publicUrl, 'corrections'),
    publishingPrinciples: policyPage(site, publicUrl, 'principles'),
    ethicsPolicy: policyPage(site, publicUrl, 'ethics'),
    ownershipFundingInfo: policyPage(site, publicUrl, 'ownership'),
  };
}

function policyPage({ pages }: Site, publicUrl: string, policy: OwnPage['policy']): string | null {
  const page = pages.find((own) => own.policy === policy);
  return page === undefined ? null : `${publicUrl}/${page.slug}/`;
}

export function website({ site, publicUrl }: Press): Thing {
  return {
    '@type': 'WebSite',
    name: line(site.name),
    url: `${publicUrl}/`,
    inLanguage: languageOf(site.language).tag,
    publisher: { '@id': `${publicUrl}/${organizationId}` },
  };
}

export interface Crumb {
  readonly name: string;
  /** Absolute; the last crumb, the page itself, needs none. */
  readonly url?: string;
}

export function breadcrumbs(crumbs: readonly Crumb[]): Thing {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, url }, at) => ({
      '@type': 'ListItem',
      position: at + 1,
      name,
      item: url,
    })),
  };
}

/** An article, as it is told to machines. */
export interface ArticleTold {
  readonly card: Card;
  readonly view: ArticleView;
  /** Its picture in the shapes that search engines ask for. */
  readonly crops: readonly Variant[];
}

/** Everything that is said of an article to machines. */
export function articleGraph(press: Press, told: ArticleTold): Thing[] {
  const { card, view } = told;
  const { publicUrl } = press;
  const section = sectionLink(press, card.section);
  const crumbs = [
    { name: view.crumbs[0]?.name ?? view.site.name, url: `${publicUrl}/` },
    ...(section.url === null ? [] : [{ name: section.name, url: `${publicUrl}/${card.section}/` }]),
    { name: card.headline },
  ];
  return [newsArticle(press, told), breadcrumbs(crumbs), organization(press)];
}

function newsArticle(press: Press, told: ArticleTold): Thing {
  const { card, view } = told;
  const { site, publicUrl } = press;
  const url = publicUrl + card.path;
  return {
    '@type': 'NewsArticle',
    '@id': `${url}#article`,
    mainEntityOfPage: url,
    url,
    headline: card.headline,
    alternativeHeadline: view.alternativeHeadline,
    description: card.description || null,
    inLanguage: view.language,
    datePublished: inZone(card.firstPublished, site.timezone),
    dateModified: inZone(card.modified, site.timezone),
    articleSection: view.section.name,
    keywords: card.keywords.length > 0 ? card.keywords : null,
    dateline: view.dateline,
    author: authors(press, view),
    publisher: { '@id': `${publicUrl}/${organizationId}` },
    image: images(press, told),
    correction: corrections(view),
    copyrightNotice: view.copyright,
    isAccessibleForFree: true,
  };
}

function authors(press: Press, { authors: people }: ArticleView): Thing[] | Thing {
  if (people.length === 0) {
    const { '@id': id, name, url } = organization(press);
    return { '@type': 'Organization', '@id': id, name, url };
  }
  const { origin } = new URL(press.publicUrl);
  return people.map(({ name, url, profileUrl }) => ({
    '@type': 'Person',
    name,
    url: url === null ? profileUrl : origin + url,
    sameAs: url === null ? null : profileUrl,
  }));
}

/** The crops; until they are made, and where they may not be, the widest of the whole picture. */
function images(
  { publicUrl }: Press,
  { card: { image }, view, crops }: ArticleTold,
): Thing[] | null {
  const shown = crops.length > 0 ? crops : widelyRead(image?.renditions ?? []).slice(-1);
  if (shown.length === 0) return null;
  return shown.map(({ key, width, height }) => ({
    ...ownership(view),
    '@type': 'ImageObject',
    contentUrl: `${publicUrl}/${key}`,
    url: `${publicUrl}/${key}`,
    width,
    height,
    caption: view.lead?.caption,
    creditText: image?.creditLine,
  }));
}

/** What image search shows of whose picture it is. */
function ownership({ lead }: ArticleView): Readonly<Record<string, unknown>> {
  const { creator = null, ...owner } = lead?.owner ?? {};
  return { creator: creator === null ? null : { '@type': 'Person', name: creator }, ...owner };
}

function corrections({ corrections: all }: ArticleView): Thing[] | null {
  if (all.length === 0) return null;
  return all.map(({ time, text }) => ({
    '@type': 'CorrectionComment',
    text,
    datePublished: time?.datetime,
  }));
}
