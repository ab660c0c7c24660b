import type { Catalogue } from './catalogue.ts';
import { relatedMark } from './related-mark.ts';

/** Live stories whose pages show this one as it no longer is. */
export async function pagesOutOfDate(
  storyId: string,
  catalogue: Pick<Catalogue, 'card' | 'showing'>,
): Promise<string[]> {
  const [card, showing] = await Promise.all([catalogue.card(storyId), catalogue.showing(storyId)]);
  const mark = card && relatedMark(card);
  return Object.entries(showing).flatMap(([page, shown]) => (shown === mark ? [] : [page]));
}

/** Whether a page that shows these stories, each under its mark, is to be made anew. */
export async function isOutOfDate(
  related: Readonly<Record<string, string>>,
  catalogue: Pick<Catalogue, 'card'>,
): Promise<boolean> {
  const isChanged = async ([storyId, shown]: [string, string]): Promise<boolean> => {
    const card = await catalogue.card(storyId);
    return card === undefined || relatedMark(card) !== shown;
  };
  return (await Promise.all(Object.entries(related).map(isChanged))).includes(true);
}
