import { State } from '../../shared/archive/documents.ts';
import type { StoryList } from '../api/story-answer.ts';
import { type Html, html } from './html.ts';
import { queryOf } from './query.ts';
import type { StoryFilter } from './story-filter.ts';
import { storyRow, waitingRow } from './story-row.ts';

interface StoriesPage extends StoryList {
  /** The oldest that are under way; absent where something was asked for. */
  readonly waiting: StoryList['items'] | undefined;
  readonly filter: StoryFilter;
  readonly sourceIds: readonly string[];
  readonly now: number;
}

/** What should be live and is not, then everything, by what was asked for. */
export function storiesPage(page: StoriesPage): Html {
  const { items, next, waiting, filter, now } = page;
  return html`<h1>Stories</h1>
${searchForm(page)}
${
  waiting !== undefined &&
  html`<section id="waiting" data-part aria-labelledby="waiting-title"><h2 id="waiting-title">Not live yet, the longest on its way first</h2>
${
  waiting.length === 0
    ? html`<p class="quiet">Nothing is under way.</p>`
    : html`<ol class="rows">${waiting.map((story) => waitingRow(story, now))}</ol>
<p class="more"><a href="/desk/stories?state=unpublished">All that are under way</a></p>`
}</section>`
}
<section id="found" data-part aria-labelledby="found-title"><h2 id="found-title">${waiting === undefined ? 'Found' : 'All, the newest change first'}</h2>
${
  items.length === 0
    ? html`<p class="empty">${waiting === undefined ? 'No story fits.' : 'No story has come yet.'}</p>`
    : html`<ol class="rows">${items.map((story) => storyRow(story, now))}</ol>`
}
${next && html`<p class="more"><a href="/desk/stories?${queryOf({ ...filter, cursor: next })}">More</a></p>`}
</section>`;
}

const orders = ['newest', 'oldest'] as const;

function searchForm({ filter, sourceIds }: StoriesPage): Html {
  const { q = '', source, state, order } = filter;
  return html`<form class="filter" method="get" action="/desk/stories" role="search">
<label class="words">Headline, id, the source’s id, or a page’s address
<input type="search" name="q" value="${q}" maxlength="512" dir="auto" autocapitalize="none"></label>
<label>State <select name="state"><option value="">any</option>${[
    'unpublished',
    ...State.options,
  ].map((one) => option(one, one === 'unpublished' ? 'under way' : one, state))}</select></label>
<label>Source <select name="source"><option value="">any</option>${sourceIds.map((one) => option(one, one, source))}</select></label>
<label>Order <select name="order"><option value="">as it comes</option>${orders.map((one) => option(one, `${one} change first`, order))}</select></label>
<button class="primary">Find</button>
</form>`;
}

const option = (value: string, name: string, chosen: string | undefined): Html =>
  html`<option value="${value}"${value === chosen && html` selected`}>${name}</option>`;
