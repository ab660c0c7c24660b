import type { SiteObject } from '../../../shared/archive/publication.ts';
import type { StoryAnswer } from '../../api/story-answer.ts';
import { type Html, html } from '../html.ts';
import type { EdgeAnswer } from './edge-check.ts';

const MOST_SHOWN = 60;

interface SitePart {
  readonly story: StoryAnswer;
  readonly objects: readonly SiteObject[];
  readonly fronts: readonly string[];
  readonly checked: readonly EdgeAnswer[] | undefined;
}

/** What the site has of the story, and, when asked, whether store and edge have it too. */
export function sitePart({ story, objects, fronts, checked }: SitePart): Html | false {
  if (story.live === null) return false;
  const answers = new Map(checked?.map((answer) => [answer.key, answer]));
  const good = checked?.filter(({ edge, inStore }) => inStore && edge === 200).length;
  return html`<section class="box" id="site"><h2>On the site</h2>
<p><a href="${story.live.url}">${story.live.url}</a> <span class="meta">revision ${story.live.revision}, since ${story.live.at.slice(0, 19).replace('T', ' ')} UTC</span></p>
${fronts.length > 0 && html`<p class="meta">Listed on ${fronts.join(', ')}</p>`}
${
  checked === undefined
    ? html`<p><a href="/desk/stories/${story.storyId}?edge=1#site">Ask the edge for each object now</a></p>`
    : html`<p class="notice" role="status">${good} of ${checked.length} objects asked for are in the store and served by the edge.</p>`
}
<details${checked !== undefined && html` open`}><summary>${objects.length} objects</summary>
<div class="scroll" role="region" tabindex="0" aria-label="Objects in the site"><table class="lists objects">
<thead><tr><th scope="col">Kind</th><th scope="col">Object</th>${checked && html`<th scope="col">Store</th><th scope="col">Edge</th>`}</tr></thead>
<tbody>${objects.slice(0, MOST_SHOWN).map((object) => row(object, answers.get(object.key), checked !== undefined))}</tbody></table></div>
${objects.length > MOST_SHOWN && html`<p class="quiet">… and ${objects.length - MOST_SHOWN} more.</p>`}
</details></section>`;
}

function row({ key, kind }: SiteObject, answer: EdgeAnswer | undefined, isChecked: boolean): Html {
  const isGood = answer?.edge === 200;
  return html`<tr><td>${kind}</td><td><code>${key}</code></td>${
    isChecked &&
    html`<td>${answer ? (answer.inStore ? 'there' : html`<b class="grave-text">missing</b>`) : '–'}</td>
<td>${answer && html`<b class="${isGood ? 'good-text' : 'grave-text'}">${answer.edge}</b>`}</td>`
  }</tr>`;
}
