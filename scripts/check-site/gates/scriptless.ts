import type { Page } from '../checked-site.ts';
import { counted, type Fault, type Gate } from '../gate.ts';

const MOST_BYTES = 5000;

/**
 * Pages are complete without a script: they have none, but for the search page's, which is small and
 * says what to do without it. Nothing that a story brought could ever run.
 */
export const scriptless: Gate = {
  name: 'scripts',
  needs: [],
  async check(site) {
    const faults = site.pages.flatMap((page) => faultsOf(page));
    for (const { path, contentType, body } of site.answers.values()) {
      if (/javascript/.test(contentType) && Buffer.byteLength(body) > MOST_BYTES) {
        faults.push({
          file: path,
          place: '',
          rule: 'weight',
          detail: `${Buffer.byteLength(body)} bytes`,
        });
      }
    }
    return { looked: counted(site.pages.length, 'page'), faults };
  },
};

function faultsOf({ path, kind, elements }: Page): Fault[] {
  const fault = (place: string, rule: string, detail: string): Fault => ({
    file: path,
    place,
    rule,
    detail,
  });
  const isSearch = kind === 'search';
  const found = elements.flatMap(({ name, attributes, place }): Fault[] => {
    const { type, src } = attributes;
    const isData = type === 'application/ld+json';
    const isItsOwn = isSearch && src !== undefined;
    const handlers = Object.keys(attributes).filter((attribute) => attribute.startsWith('on'));
    const isStyled = attributes.style !== undefined && name !== 'img';
    const addresses = ['href', 'src', 'action', 'formaction', 'xlink:href'].filter((attribute) =>
      /^\s*(javascript|vbscript|data:text)/i.test(attributes[attribute] ?? ''),
    );
    return [
      ...(name === 'script' && !isData && !isItsOwn
        ? [fault(place, 'no-script', src ?? 'has a script of its own')]
        : []),
      ...handlers.map((attribute) => fault(place, 'no-handler', `<${name} ${attribute}>`)),
      ...addresses.map((attribute) => fault(place, 'no-script-address', `<${name} ${attribute}>`)),
      ...(isStyled ? [fault(place, 'no-style', `<${name} style>`)] : []),
      ...(/^(iframe|object|embed|base|portal)$/.test(name)
        ? [fault(place, 'no-frame', `<${name}>`)]
        : []),
    ];
  });
  const isTold = elements.some(({ name }) => name === 'noscript');
  return isSearch && !isTold
    ? [...found, fault('', 'noscript', 'says nothing to readers without scripts')]
    : found;
}
