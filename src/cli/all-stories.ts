import { StoryList } from './api-answers.ts';
import type { ApiClient } from './api-client.ts';

/** Stories that a filter names, page by page, until there are so many. */
export async function allStories(
  api: ApiClient,
  filter: Readonly<Record<string, string>>,
  limit = Number.POSITIVE_INFINITY,
): Promise<StoryList['items']> {
  const items: StoryList['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null && items.length < limit) {
    const query = new URLSearchParams({ ...filter, ...(cursor !== '' && { cursor }) });
    const page: StoryList = await api.ask({ path: `/v1/stories?${query}` }, StoryList);
    items.push(...page.items);
    cursor = page.next;
  }
  return items.slice(0, limit);
}
