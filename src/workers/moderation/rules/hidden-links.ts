import type { Finding } from '../../../shared/finding.ts';
import type { Removed } from '../../../shared/story.ts';
import type { Rule } from '../rule.ts';

/**
 * What a body hides from its readers: held when it links elsewhere, as injected spam does; else
 * only noted, for every theme hides something. `aria-hidden` hides from screen readers alone.
 */
export const hiddenLinks: Rule = {
  name: 'hidden-links',
  kind: 'hiding',
  version: 1,
  find: ({ story }) =>
    story.removed
      .filter(({ kind, text, links }) => kind === 'hidden' && (text !== '' || links.length > 0))
      .map(findingOf),
};

function findingOf(part: Removed): Finding {
  const hosts = [...new Set(part.links.flatMap(hostOf))];
  const isHeld = hosts.length > 0 && part.how !== 'aria-hidden';
  return {
    rule: 'hidden-links',
    action: isHeld ? 'hold' : 'note',
    weight: isHeld ? 5 : 0,
    field: '/body',
    offset: part.offset,
    length: part.length,
    excerpt: (part.text || part.links.join(' ')).slice(0, 200),
    reason: `${isHeld ? `The body hides ${linksTo(hosts)} from readers` : 'A hidden part was taken out of the body'} (${part.how})`,
  };
}

function linksTo(hosts: readonly string[]): string {
  if (hosts.length === 1) return `a link to ${hosts[0]}`;
  const named = hosts.slice(0, 3).join(', ');
  return `links to ${named}${hosts.length > 3 ? ` and ${hosts.length - 3} more sites` : ''}`;
}

/** What themes hide everywhere: menus to share a story by, and the credit of the software. */
const commonplace = [
  'www.facebook.com/sharer',
  'www.facebook.com/share',
  'twitter.com/intent/',
  'twitter.com/share',
  'x.com/intent/',
  't.me/share/',
  'wa.me/?',
  'api.whatsapp.com/send',
  'www.linkedin.com/share',
  'pinterest.com/pin/create/',
  'www.reddit.com/submit',
  'wordpress.org/',
];

/** The host of a link that leaves the site, unless it is a commonplace one. */
function hostOf(link: string): string[] {
  const absolute = /^[\\/]{2}/.test(link) ? `https:${link}` : link;
  if (!/^https?:/i.test(absolute) || !URL.canParse(absolute)) return [];
  const { host, pathname, search } = new URL(absolute);
  const place = `${host}${pathname}${search}`;
  return commonplace.some((beginning) => place.startsWith(beginning)) ? [] : [host];
}
