import type { StoryList } from '../api/story-answer.ts';
import { type Html, html } from './html.ts';
import { queryOf } from './query.ts';
import { ago } from './times.ts';

/** A held story as the list shows it. */
export interface HeldStory {
  readonly story: StoryList['items'][number];
  /** The weightiest reason. */
  readonly why: string;
  readonly moreReasons: number;
}

export interface ReviewList {
  readonly held: readonly HeldStory[];
  /** Cursor of the next page. */
  readonly next: string | null;
  readonly source: string | undefined;
  /** What has just been done. */
  readonly notice: string | undefined;
  readonly now: number;
}

/** Held stories, the one that waits longest first. */
export function reviewList({ held, next, source, notice, now }: ReviewList): Html {
  return html`
<div class="head">
<h1>Held for review</h1>
${source && html`<p>Only from <b>${source}</b> · <a href="/desk/review">all sources</a></p>`}
</div>
${notice && html`<p class="notice" role="status">${notice}</p>`}
<p class="fresh" role="status" hidden data-fresh>Another story is held. <a href="">Show it</a></p>
${
  held.length === 0
    ? html`<p class="empty">Nothing is held. Stories that moderation is not sure of wait here for an editor.</p>`
    : html`<ol class="held">${held.map((one) => row(one, now))}</ol>`
}
${
  next &&
  html`<p class="more"><a href="/desk/review?${queryOf({ source, cursor: next })}">More held stories</a></p>`
}`;
}

function row({ story, why, moreReasons }: HeldStory, now: number): Html {
  const { storyId, headline, externalId, source, updated, claimedBy } = story;
  return html`<li>
<h2 dir="auto"><a href="/desk/review/${storyId}">${headline || externalId}</a></h2>
<p class="why" dir="ltr">${why}${moreReasons > 0 && html` <span>and ${moreReasons} more</span>`}</p>
<p class="meta"><a href="/desk/review?${queryOf({ source })}">${source}</a>
<span>held ${ago(updated, now)}</span>
${claimedBy && html`<span class="claim">${claimedBy} is reading it</span>`}</p>
</li>`;
}
