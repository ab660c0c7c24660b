import type { Card } from '../../shared/archive/publication.ts';
import { inZone } from './dates.ts';
import type { Thing } from './json-ld.ts';
import { languageOf } from './language.ts';
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
  };
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

/** Everything that is said of an article to machines. */
export function articleGraph(press: Press, card: Card, view: ArticleView): Thing[] {
  const { publicUrl } = press;
  const section = sectionLink(press, card.section);
  const crumbs = [
    { name: view.crumbs[0]?.name ?? view.site.name, url: `${publicUrl}/` },
    ...(section.url === null ? [] : [{ name: section.name, url: `${publicUrl}/${card.section}/` }]),
    { name: card.headline },
  ];
  return [newsArticle(press, card, view), breadcrumbs(crumbs), organization(press)];
}

function newsArticle(press: Press, card: Card, view: ArticleView): Thing {
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
    image: images(press, card, view),
    correction: corrections(view),
    copyrightNotice: view.copyright,
    isAccessibleForFree: true,
  };
}

function authors(press: Press, { authors: people }: ArticleView): Thing[] | Thing {
  if (people.length === 0) return { '@id': organization(press)['@id'], '@type': 'Organization' };
  return people.map(({ name, url }) => ({ '@type': 'Person', name, url }));
}

/** The widest of the picture; search engines ask for at least 1,200 pixels where there are so many. */
function images({ publicUrl }: Press, { image }: Card, { lead }: ArticleView): Thing[] | null {
  const widest = image?.renditions.toSorted((one, other) => other.width - one.width)[0];
  if (image === undefined || widest === undefined) return null;
  return [
    {
      '@type': 'ImageObject',
      contentUrl: `${publicUrl}/${widest.key}`,
      url: `${publicUrl}/${widest.key}`,
      width: widest.width,
      height: widest.height,
      caption: lead?.caption,
      creditText: image.creditLine,
    },
  ];
}

function corrections({ corrections: all }: ArticleView): Thing[] | null {
  if (all.length === 0) return null;
  return all.map(({ time, text }) => ({
    '@type': 'CorrectionComment',
    text,
    datePublished: time?.datetime,
  }));
}
