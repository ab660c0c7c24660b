import { isolated, languageOf } from './language.ts';
import { missingFile, ThemeError } from './theme-error.ts';

type Strings = Readonly<Record<string, string>>;

/** What our own code prints in a page's head and around what the theme prints. */
const requiredStrings = [
  'home',
  'by',
  'page',
  'search',
  'notFoundTitle',
  'withdrawnTitle',
] as const;
export type RequiredString = (typeof requiredStrings)[number];

export function requireStrings(own: Strings, language: string): void {
  for (const key of requiredStrings) {
    if (!Object.hasOwn(own, key)) {
      const file = `strings/${language}.json`;
      throw new ThemeError(`Pages need the interface string '${key}'`, { file, source: '' });
    }
  }
}

/** Values are isolated where their direction may differ from the page's. */
export function interfaceStrings(all: ReadonlyMap<string, Strings>, own: Strings) {
  return (
    language: string,
    key: string,
    values: Readonly<Record<string, unknown>> = {},
  ): string => {
    const { primary, direction } = languageOf(language);
    const words = all.get(language)?.[key] ?? all.get(primary)?.[key] ?? own[key];
    if (words === undefined) throw missingFile(`strings: ${key}`);
    return words.replace(/\{(\w+)\}/g, (braces, name: string) => {
      if (!Object.hasOwn(values, name)) return braces;
      return isolated(String(values[name]), direction);
    });
  };
}

/** What the languages of a theme lack, or say that its own does not, for whoever translates. */
export function gapsIn(all: ReadonlyMap<string, Strings>, own: Strings): string[] {
  return [...all].flatMap(([language, strings]) => {
    const file = `strings/${language}.json`;
    const missing = Object.keys(own).filter((key) => !Object.hasOwn(strings, key));
    const idle = Object.keys(strings).filter((key) => !Object.hasOwn(own, key));
    const uneven = Object.keys(own).filter(
      (key) => strings[key] !== undefined && valuesIn(strings[key]) !== valuesIn(own[key] ?? ''),
    );
    return [
      ...noteOn(file, 'lacks', missing),
      ...noteOn(file, 'has words that no page asks for:', idle),
      ...noteOn(file, 'has other values in braces in', uneven),
    ];
  });
}

const noteOn = (file: string, what: string, keys: readonly string[]): string[] =>
  keys.length === 0 ? [] : [`${file} ${what} ${keys.join(', ')}`];

function valuesIn(words: string): string {
  return (words.match(/\{\w+\}/g) ?? []).sort().join();
}
