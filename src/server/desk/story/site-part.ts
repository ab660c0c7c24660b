import type { StoryAnswer } from '../../api/story-answer.ts';
import { type Html, html } from '../html.ts';
import { table } from '../table.ts';
import { type EdgeAnswer, GONE, type SiteEntry } from './edge-check.ts';

const MOST_SHOWN = 60;

interface SitePart {
  readonly story: StoryAnswer;
  readonly site: readonly SiteEntry[];
  readonly fronts: readonly string[];
  readonly checked: readonly EdgeAnswer[] | undefined;
}

/** What the site has of the story, and, when asked, whether store and edge have it too. */
export function sitePart({ story, site, fronts, checked }: SitePart): Html {
  const { live, storyId } = story;
  if (site.length === 0) return html`<div id="site" data-part></div>`;
  const good = checked?.filter(({ isAsItShouldBe }) => isAsItShouldBe).length;
  return html`<section class="box" id="site"${checked === undefined && html` data-part`}><h2>On the site</h2>
${
  live === null
    ? html`<p>It was taken down: where its page was, readers are told that it is gone.</p>`
    : html`<p><a href="${live.url}">${live.url}</a> <span class="meta">revision ${live.revision}, since ${live.at.slice(0, 19).replace('T', ' ')} UTC</span></p>`
}
${fronts.length > 0 && html`<p class="meta">Listed on ${fronts.join(', ')}</p>`}
${
  checked === undefined
    ? html`<p><a href="/desk/stories/${storyId}?edge=1#site">Ask the edge for each object now</a></p>`
    : html`<p class="notice" role="status">${good} of ${checked.length} objects asked for are in the store and at the edge as they should be. <a href="/desk/stories/${storyId}?edge=1#site">Ask again</a></p>`
}
<details${checked !== undefined && html` open`}><summary>${site.length} objects</summary>
${table({
  ...{ label: 'Objects in the site', look: 'objects' },
  columns: ['Object', 'Kind', ...(checked === undefined ? [] : ['Store', 'Edge'])],
  rows: site.slice(0, MOST_SHOWN).map((entry) => row(entry, checked)),
})}
${site.length > MOST_SHOWN && html`<p class="quiet">… and ${site.length - MOST_SHOWN} more.</p>`}
</details></section>`;
}

function row({ key, kind, status }: SiteEntry, checked: SitePart['checked']): (Html | string)[] {
  const isGone = status === GONE;
  const named = [html`<code>${key}</code>`, isGone ? `${kind}, taken away` : kind];
  if (checked === undefined) return named;
  const answer = checked.find((one) => one.key === key);
  if (answer === undefined) return [...named, 'not asked', 'not asked'];
  const { inStore, edge, isAsItShouldBe } = answer;
  // A picture that another story shows stays.
  const isGrave = !isAsItShouldBe && !(isGone && kind === 'media');
  const look = isAsItShouldBe ? 'good-text' : isGrave ? 'grave-text' : '';
  return [...named, inStore ? 'there' : 'not there', html`<b class="${look}">${edge}</b>`];
}
