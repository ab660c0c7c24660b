import { webAddress } from '../../shared/formats/web-address.ts';
import type { XmlElement } from '../../shared/formats/xml.ts';
import { readXml } from '../../shared/formats/xml.ts';
import { at, attribute, childrenOf } from '../../shared/formats/xml-find.ts';
import type { FetchedFeed } from './fetch-feed.ts';

/** A link to a hub, not a hub that the news is about: a large feed takes long to be read. */
const namesHub = /\brel\s*=\s*["'][^"'<>]{0,200}hub/i;
const atomSpace = 'http://www.w3.org/2005/Atom';

/** Where a feed can be subscribed to, and what it is called there. */
export interface HubOffer {
  readonly hub: string;
  readonly topic: string;
}

interface Link {
  readonly rels: readonly string[];
  readonly href: string | undefined;
}

/**
 * The hub that a feed names, by its headers first (WebSub 1.0, section 4), else by its own links; a
 * feed that does not say what it is called goes by its address.
 */
export function discoverHub(feed: FetchedFeed, address: string): HubOffer | undefined {
  // Most feeds name none: they are not read a second time for it.
  const ownLinks = namesHub.test(feed.body.toString('latin1')) ? feedLinks(feed.body) : [];
  const links = [...headerLinks(feed.link), ...ownLinks];
  const named = (rel: string) =>
    links.flatMap(({ rels, href }) =>
      rels.includes(rel) ? (webAddress(href, address) ?? []) : [],
    );
  const [hub] = named('hub');
  return hub === undefined ? undefined : { hub, topic: named('self')[0] ?? address };
}

function headerLinks(header: string): Link[] {
  return [...header.matchAll(/<([^<>]*)>([^<>]*)/g)].map(([, href, parameters = '']) => {
    const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s",;]+))/i.exec(parameters) ?? [];
    return { href, rels: relsIn(quoted ?? plain) };
  });
}

function feedLinks(body: Buffer): Link[] {
  const root = readXml(body);
  const holder: XmlElement | undefined = root.name === 'rss' ? at(root, 'channel') : root;
  const space = root.name === 'rss' ? atomSpace : root.space;
  return childrenOf(holder, 'link', space).map((link) => ({
    href: attribute(link, 'href'),
    rels: relsIn(attribute(link, 'rel')),
  }));
}

const relsIn = (text: string | undefined): string[] =>
  (text ?? '').toLowerCase().split(/\s+/).filter(Boolean);
