import type { CheckedSite, Page } from '../checked-site.ts';
import { counted, type Fault, type Gate } from '../gate.ts';

/**
 * A page that names others in other languages (`hreflang`) names itself among them, and each of them
 * names it: search engines believe nothing else.
 */
export const translations: Gate = {
  name: 'translations',
  needs: [],
  async check(site) {
    const translated = site.pages.filter((page) => languagesOn(page).size > 0);
    return {
      looked: counted(translated.length, 'page'),
      faults: translated.flatMap((page) => faultsOf(site, page)),
    };
  },
};

/** Addresses by language. */
function languagesOn({ elements }: Page): ReadonlyMap<string, string> {
  return new Map(
    elements.flatMap(({ name, attributes: { rel, hreflang, href } }) =>
      name === 'link' && rel === 'alternate' && hreflang !== undefined && href !== undefined
        ? [[hreflang, href]]
        : [],
    ),
  );
}

function faultsOf(site: CheckedSite, page: Page): Fault[] {
  const fault = (place: string, rule: string, detail: string): Fault => ({
    file: page.path,
    place,
    rule,
    detail,
  });
  const languages = languagesOn(page);
  const own = addressOf(site, page);
  if (languages.get(page.language) !== own)
    return [fault(page.language, 'itself', 'does not name itself')];
  return [...languages].flatMap(([language, address]) => {
    const other = site.pages.find((one) => one.status === 200 && addressOf(site, one) === address);
    if (other === undefined) return [fault(language, 'there', `${address} is no page`)];
    return languagesOn(other).get(page.language) === own
      ? []
      : [fault(language, 'returned', `${address} does not name it`)];
  });
}

const addressOf = ({ publicUrl }: CheckedSite, page: Page): string =>
  page.elements.find(({ attributes: { rel } }) => rel === 'canonical')?.attributes.href ??
  publicUrl + page.path;
