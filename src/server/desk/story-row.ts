import type { StoryList } from '../api/story-answer.ts';
import { type Html, html } from './html.ts';
import { ago, since } from './times.ts';

type Item = StoryList['items'][number];

/** A state, in its colour. */
export const stateMark = (state: string): Html =>
  html`<span class="state ${state}">${state}</span>`;

/** A story in a list: its headline leads to its page. */
export function storyRow(story: Item, now: number): Html {
  const { storyId, headline, externalId, source, state, revision, updated, claimedBy } = story;
  return html`<li>
<h3><a href="/desk/stories/${storyId}"><bdi>${headline || externalId || storyId}</bdi></a></h3>
<p class="meta">${stateMark(state)} <span>${source}</span> <span class="id" dir="auto">${externalId}</span>
<span>revision ${revision}</span> <span>${since(updated, now)}</span>
${claimedBy && html`<span class="claim">${claimedBy} is reading it</span>`}
${state === 'held' && html`<a href="/desk/review/${storyId}">Review it</a>`}</p>
</li>`;
}

/** A story that should be live: what matters is how long it has been on its way. */
export function waitingRow(story: Item, now: number): Html {
  const { storyId, headline, externalId, source, state, updated, began = updated } = story;
  const isLate = now - Date.parse(began) > LATE_MS;
  return html`<li${isLate && html` class="late"`}>
<h3><a href="/desk/stories/${storyId}"><bdi>${headline || externalId || storyId}</bdi></a></h3>
<p class="meta">${stateMark(state)} <span>on its way for <b>${ago(began, now)}</b></span> <span>${source}</span></p>
</li>`;
}

/** After this long a person should look. */
const LATE_MS = 60_000;
