import type { Stock } from './front-views.ts';
import { breadcrumbs, organization, website } from './graph.ts';
import type { HeadSubject } from './head.ts';
import type { Thing } from './json-ld.ts';
import type { ListFront } from './list-front.ts';
import type { Press } from './press.ts';
import { line, webAddress } from './text.ts';

/** What every page of a front tells machines. */
export function listHead({ site }: Press, front: ListFront, stock: Stock): HeadSubject {
  const whole = { path: '/feed.xml', title: line(site.name) };
  const heading = front.heading(stock.cards);
  const own = { path: `${front.path}feed.xml`, title: `${line(site.name)}: ${heading}` };
  return {
    title: heading,
    description: line(front.description),
    path: front.path,
    language: site.language,
    feeds: front.kind === 'home' || !stock.hasFeeds ? [whole] : [own, whole],
  };
}

interface NewestStock extends Stock {
  readonly isKeptFromSearch: boolean;
  /** Path of the newest sealed page. */
  readonly next: string | undefined;
}

/** The head of the front itself. */
export function frontHead(press: Press, front: ListFront, stock: NewestStock): HeadSubject {
  const { next, isKeptFromSearch } = stock;
  const head = { ...listHead(press, front, stock), next, isKeptFromSearch };
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
