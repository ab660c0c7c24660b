import type { Card } from '../../shared/archive/publication.ts';
import type { PageInLanguage } from './head.ts';
import { languageOf, nameOfLanguage } from './language.ts';
import { linkBase, type Press } from './press.ts';
import type { TranslationView } from './views.ts';

type Told = Pick<Card, 'language' | 'path' | 'original'>;

/**
 * One page for each language, this one before all others of its own; the original for all else. None
 * where the story is in one language alone.
 * @param translations the original first, then the oldest
 */
export function pagesInLanguages(own: Told, translations: readonly Told[]): PageInLanguage[] {
  if (translations.length === 0) return [];
  const original = [own, ...translations].find((one) => one.original === undefined);
  const pages = [...byLanguage(own, translations)];
  if (original !== undefined) pages.push(['x-default', original.path]);
  return pages.map(([language, path]) => ({ language, path }));
}

/** The same for readers: without the page that they are on. */
export function translationViews(
  { publicUrl }: Press,
  own: Told,
  translations: readonly Told[],
): TranslationView[] {
  const [, ...others] = byLanguage(own, translations);
  return others.map(([language, path]) => ({
    name: nameOfLanguage(language),
    url: linkBase(publicUrl) + path,
    language,
    direction: languageOf(language).direction,
  }));
}

function byLanguage(own: Told, translations: readonly Told[]): Map<string, string> {
  const pages = new Map<string, string>();
  for (const { language, path } of [own, ...translations]) {
    const { tag } = languageOf(language);
    if (!pages.has(tag)) pages.set(tag, path);
  }
  return pages;
}
