import type { Stock } from './front-views.ts';
import { breadcrumbs, organization, website } from './graph.ts';
import type { HeadSubject } from './head.ts';
import type { Thing } from './json-ld.ts';
import type { ListFront } from './list-front.ts';
import type { Press } from './press.ts';
import { line, webAddress } from './text.ts';

/** What every page of a front tells machines. */
export function listHead({ site }: Press, front: ListFront, stock: Stock): HeadSubject {
  const heading = front.heading(stock.cards);
  const name = line(site.name);
  const own = feedLinks(front.path, front.kind === 'home' ? name : `${name}: ${heading}`);
  const whole = { path: '/feed.xml', title: name };
  return {
    title: heading,
    description: line(front.description),
    path: front.path,
    language: site.language,
    feeds: stock.hasFeeds ? [...own, ...(front.kind === 'home' ? [] : [whole])] : [whole],
  };
}

function feedLinks(path: string, title: string): HeadSubject['feeds'] {
  return [
    { path: `${path}feed.xml`, title },
    { path: `${path}atom.xml`, title, type: 'application/atom+xml' },
    { path: `${path}feed.json`, title, type: 'application/feed+json' },
  ];
}

interface NewestStock extends Stock {
  readonly isIndexed: boolean;
  /** Path of the newest sealed page. */
  readonly next: string | undefined;
}

/** The head of the front itself. */
export function frontHead(press: Press, front: ListFront, stock: NewestStock): HeadSubject {
  const { next, isIndexed } = stock;
  const head = { ...listHead(press, front, stock), next, isIndexed };
  if (front.kind === 'home') {
    return { ...head, title: '', graph: [website(press), organization(press)] };
  }
  const crumbs = [
    { name: press.theme.text(press.site.language, 'home'), url: `${press.publicUrl}/` },
    { name: head.title },
  ];
  const graph = [breadcrumbs(crumbs), organization(press)];
  return {
    ...head,
    graph: front.kind === 'author' ? [profile(press, front, head.title), ...graph] : graph,
  };
}

function profile({ site, publicUrl }: Press, front: ListFront, name: string): Thing {
  const own = site.authors.find((known) => line(known.name) === name);
  const url = publicUrl + front.path;
  return {
    '@type': 'ProfilePage',
    url,
    mainEntity: {
      '@type': 'Person',
      name,
      url,
      description: line(front.description) || null,
      sameAs: webAddress(own?.url),
    },
  };
}
