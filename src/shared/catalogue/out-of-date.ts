import type { Head } from '../archive/documents.ts';
import type { Catalogue } from './catalogue.ts';
import { relatedMark } from './related-mark.ts';

/** Live stories whose pages show this one as it no longer is, or lack it among their translations. */
export async function pagesOutOfDate(
  storyId: string,
  catalogue: Pick<Catalogue, 'card' | 'showing' | 'translations'>,
): Promise<string[]> {
  const [card, showing] = await Promise.all([catalogue.card(storyId), catalogue.showing(storyId)]);
  const mark = card && relatedMark(card);
  const stale = Object.entries(showing).flatMap(([page, shown]) => (shown === mark ? [] : [page]));
  const translations = card === undefined ? [] : await catalogue.translations(card);
  const lacking = translations.map((other) => other.storyId).filter((id) => !(id in showing));
  return [...new Set([...stale, ...lacking])];
}

/** Whether a live page is to be made anew for the sake of other stories that it shows, or should. */
export async function isOutOfDate(
  { live, card }: Pick<Head, 'live' | 'card'>,
  catalogue: Pick<Catalogue, 'card' | 'translations'>,
): Promise<boolean> {
  if (live === null || card === null) return false;
  const related = live.related ?? {};
  const isChanged = async ([storyId, shown]: [string, string]): Promise<boolean> => {
    const other = await catalogue.card(storyId);
    return other === undefined || relatedMark(other) !== shown;
  };
  if ((await Promise.all(Object.entries(related).map(isChanged))).includes(true)) return true;
  const translations = await catalogue.translations(card);
  return translations.some(({ storyId }) => !(storyId in related));
}
