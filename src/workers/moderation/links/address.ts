import { parse } from 'tldts';
import { urlOf } from '../../../shared/web/url-of.ts';
import { shorteners } from './shorteners.ts';

/** An address of another site, taken apart. */
export interface Address {
  readonly host: string;
  /** The part of the host that somebody registered, `bbc.co.uk`; the host itself where none is. */
  readonly domain: string;
  /** The host without what registries add, `bbc`. */
  readonly name: string;
  /** `co.uk`. */
  readonly suffix: string;
  readonly path: string;
  readonly isIp: boolean;
  readonly isShortened: boolean;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop them from an address.
const dropped = /[\u0000-\u0020\u00AD\u200B-\u200F\u2060\uFEFF]/g;

/** Where a link leads; `null` for one within the site, or to no web page. */
export function addressOf(href: string): Address | null {
  const written = href.replace(dropped, '');
  const absolute = /^[\\/]{2}/.test(written) ? `https:${written}` : written;
  const url = /^https?:/i.test(absolute) ? urlOf(absolute) : undefined;
  if (url === undefined) return null;
  const { hostname, pathname, search } = url;
  const { domain, domainWithoutSuffix, publicSuffix, isIp } = parse(hostname, {
    allowPrivateDomains: true,
  });
  return {
    host: hostname,
    domain: domain ?? hostname,
    name: domainWithoutSuffix ?? hostname,
    suffix: publicSuffix ?? '',
    path: `${pathname}${search}`,
    isIp: isIp === true,
    isShortened: shorteners.has(domain ?? hostname),
  };
}

/** Where every theme links to: menus to share a story by, the site's own pages on networks, credits. */
const commonplaceDomains = new Set(
  (
    'facebook.com twitter.com x.com t.me telegram.me wa.me whatsapp.com linkedin.com pinterest.com ' +
    'reddit.com instagram.com youtube.com youtu.be tiktok.com threads.net mastodon.social bsky.app ' +
    'vk.com ok.ru tumblr.com flipboard.com getpocket.com wordpress.org wordpress.com ghost.org ' +
    'gravatar.com creativecommons.org google.com googletagmanager.com apple.com microsoft.com ' +
    'mozilla.org adobe.com viber.com line.me weibo.com snapchat.com flickr.com vimeo.com ' +
    'soundcloud.com spotify.com cloudflare.com w3.org schema.org ampproject.org wikipedia.org'
  ).split(' '),
);

/** Pages on privacy and terms, which banners link to by the hundred. */
const smallPrint = /(?:privacy|cookie|consent|legal|terms|policy|policies|gdpr|imprint)/i;

export const isCommonplace = ({ domain, path }: Address): boolean =>
  commonplaceDomains.has(domain) || smallPrint.test(path);

/** Whether a link says no more than whose site it leads to, as those to partners do. */
export function isNamedSo(text: string, { host, name }: Address): boolean {
  const letters = text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  return (
    letters !== '' &&
    (host.replaceAll(/[.-]/g, '').includes(letters) || letters.includes(name.replaceAll('-', '')))
  );
}
