import { urlOf } from '../../../src/shared/web/url-of.ts';
import type { Answer, CheckedSite } from '../checked-site.ts';
import { pathWithin } from '../crawl.ts';
import { elementsOf } from '../elements.ts';
import { counted, type Fault, type Gate } from '../gate.ts';
import type { Reference } from '../references.ts';

/** Whatever a file of the site names of the site is there: pages, files, and places in pages. */
export const links: Gate = {
  name: 'links',
  needs: [],
  async check(site) {
    const anchors = new Map<string, ReadonlySet<string>>();
    let count = 0;
    const faults: Fault[] = [];
    for (const answer of site.answers.values()) {
      for (const reference of answer.references) {
        count += 1;
        const fault = faultOf(site, { answer, reference, anchors });
        if (fault !== undefined)
          faults.push({ file: answer.path, place: reference.place, ...fault });
      }
    }
    return { looked: `${counted(count, 'link')} in ${counted(site.answers.size, 'file')}`, faults };
  },
};

interface Following {
  readonly answer: Answer;
  readonly reference: Reference;
  /** Ids of pages, as they become known. */
  readonly anchors: Map<string, ReadonlySet<string>>;
}

function faultOf(
  site: CheckedSite,
  { answer, reference: { address }, anchors }: Following,
): Pick<Fault, 'rule' | 'detail'> | undefined {
  const base = new URL(answer.path, site.url);
  if (urlOf(address, base) === undefined)
    return { rule: 'address', detail: `not an address: ${address}` };
  const path = pathWithin(site, address, answer.path);
  if (path === undefined) return undefined;
  const target = targetOf(site, path);
  if (target === undefined) return undefined;
  if (target.status !== 200) {
    // A page of a wrong address names itself nowhere but in what it is asked for.
    return path === answer.path
      ? undefined
      : { rule: 'resolves', detail: `${path} answers ${target.status}` };
  }
  const fragment = decodeURIComponent(new URL(address, base).hash.slice(1));
  if (fragment === '' || !target.contentType.startsWith('text/html')) return undefined;
  // A name in a graph is not a place in a page.
  if (address.startsWith(site.publicUrl)) return undefined;
  const ids = anchors.get(target.path) ?? idsOf(target);
  anchors.set(target.path, ids);
  return ids.has(fragment)
    ? undefined
    : { rule: 'fragment', detail: `${path} has no #${fragment}` };
}

/** Where a reader ends up; one redirect is allowed. `undefined`: it was not asked for. */
function targetOf(site: CheckedSite, path: string): Answer | undefined {
  const answer = site.answers.get(path);
  if (answer?.status !== 301 || answer.location === null) return answer;
  return site.answers.get(pathWithin(site, answer.location, path) ?? '') ?? answer;
}

const idsOf = ({ body }: Answer): ReadonlySet<string> =>
  new Set(elementsOf(body).flatMap(({ attributes: { id } }) => id ?? []));
