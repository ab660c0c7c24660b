import { languageOf } from '../../../src/workers/render/language.ts';
import type { Page } from '../checked-site.ts';
import type { FoundElement } from '../elements.ts';
import { counted, type Fault, type Gate } from '../gate.ts';

/** Digits that dates of a language are written with. */
const digitsOf: Readonly<Record<string, RegExp>> = {
  fa: /[۰-۹]/,
  ps: /[۰-۹]/,
};
const latinDigits = /[0-9]/;

/** Pages say their language and its direction, and write dates as it does. */
export const direction: Gate = {
  name: 'direction',
  needs: [],
  async check({ pages }) {
    return { looked: counted(pages.length, 'page'), faults: pages.flatMap(faultsOf) };
  },
};

function faultsOf(page: Page): Fault[] {
  const fault = (place: string, rule: string, detail: string): Fault => ({
    file: page.path,
    place,
    rule,
    detail,
  });
  const root = page.elements.find(({ name }) => name === 'html');
  const { lang = '', dir = '' } = root?.attributes ?? {};
  if (lang === '') return [fault('<html>', 'lang', 'says no language')];
  const wanted = languageOf(lang).direction;
  const faults =
    dir === wanted
      ? []
      : [fault('<html>', 'dir', `${lang} is written ${wanted}, not ${dir || 'unsaid'}`)];
  for (const element of page.elements) {
    if (element === root) continue;
    const own = element.attributes;
    if (
      own.lang !== undefined &&
      own.dir !== undefined &&
      own.dir !== languageOf(own.lang).direction
    ) {
      faults.push(fault(element.place, 'dir', `${own.lang} in ${own.dir}`));
    }
  }
  return [...faults, ...wrongDigits(page).map(({ place, text }) => fault(place, 'digits', text))];
}

/** Times stand in the language of the nearest element that names one; cards bring their own. */
function wrongDigits({ elements, language }: Page): FoundElement[] {
  let current = language;
  return elements.filter(({ name, attributes: { lang }, text }) => {
    if (/^(html|article|main)$/.test(name))
      current = lang ?? (name === 'article' ? language : current);
    if (name !== 'time') return false;
    const own = digitsOf[current.split('-', 1)[0] ?? ''];
    return own !== undefined && (latinDigits.test(text) || !own.test(text));
  });
}
