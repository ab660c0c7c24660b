import type { Story } from '../../../shared/story.ts';
import type { Role } from '../../people/roles.ts';
import { type Html, html } from '../html.ts';
import { Marker } from '../marked.ts';
import { readingOf } from '../reading.ts';
import { stateMark } from '../story-row.ts';
import { actionsPart } from './actions-part.ts';
import { differencePart } from './difference-part.ts';
import type { EdgeAnswer } from './edge-check.ts';
import { picturesPart } from './pictures-part.ts';
import type { StoryRecord } from './read-record.ts';
import { decisionsPart, revisionsPart } from './revisions-part.ts';
import { sitePart } from './site-part.ts';
import { timelinePart } from './timeline-part.ts';

export interface StoryPage {
  readonly record: StoryRecord;
  readonly role: Role;
  /** Two revisions to be compared. */
  readonly compared: { readonly before: Story; readonly after: Story } | undefined;
  readonly checked: readonly EdgeAnswer[] | undefined;
  readonly notice: string | undefined;
  readonly fault: string | undefined;
  /** What had been written before a fault. */
  readonly reason: string;
  readonly now: number;
}

/** All of one story on one page: why it is not live first of all. */
export function storyPage(page: StoryPage): Html {
  const { record, role, compared, checked, notice, fault, reason, now } = page;
  const { story, standing, head, revisions, decisions, site } = record;
  const [newest] = revisions;
  return html`
<p class="back"><a href="/desk/stories">All stories</a></p>
${fault && html`<p class="fault" role="alert">${fault}</p>`}
${notice && html`<p class="notice" role="status">${notice}</p>`}
<h1><bdi>${newest?.headline || story.headline || story.externalId || story.storyId}</bdi></h1>
<div id="standing" data-part>
<p class="standing is-${story.state}" role="status"><span class="mark">${stateMark(story.state)}</span> <span dir="auto">${standing.sentence}</span></p>
</div>
<nav class="jump" aria-label="On this page"><a href="#act">Act</a> <a href="#timeline">Way</a>
${newest && html`<a href="#text">Text</a>`} ${newest && newest.images.length > 0 && html`<a href="#pictures">Pictures</a>`}
${site.length > 0 && html`<a href="#site">Site</a>`} <a href="#revisions">Revisions</a></nav>
<dl class="facts">
<div><dt>Source</dt><dd><a href="/desk/stories?source=${story.source}">${story.source}</a></dd></div>
<div><dt>Its id there</dt><dd dir="auto">${story.externalId}</dd></div>
<div><dt>Story</dt><dd><code>${story.storyId}</code></dd></div>
<div><dt>Revision</dt><dd>${story.revision}, pass ${story.pass}</dd></div>
${newest && html`<div><dt>Section</dt><dd>${newest.section}, ${newest.language}</dd></div>`}
${newest?.embargoed && html`<div><dt>Embargo</dt><dd>${newest.embargoed}</dd></div>`}
${newest?.expires && html`<div><dt>Expires</dt><dd>${newest.expires}</dd></div>`}
</dl>
<div class="review">
<div class="main">
${timelinePart(story.storyId, story.timeline)}
${compared && differencePart(compared.before, compared.after)}
${newest && textPart(newest, record)}
${picturesPart(newest?.images ?? [], record)}
${sitePart({ story, site, fronts: head?.live?.fronts ?? [], checked })}
</div>
<div class="side">
${actionsPart({ story, head, role, reason })}
${decisionsPart(decisions, now)}
${revisionsPart(record, now)}
</div>
</div>`;
}

/** The text as it was submitted, with what moderation found in its place. */
function textPart(newest: Story, { story }: StoryRecord): Html {
  const marker = new Marker(story.findings);
  const text = html`<article lang="${newest.language}" class="inset">
<p class="as-headline" dir="auto">${marker.line('/headline', newest.headline)}</p>
${newest.description && html`<div class="field"><span lang="en">Standfirst</span><p dir="auto">${marker.line('/description', newest.description)}</p></div>`}
<div class="body">${marker.text('/body', readingOf(newest.submittedBody, newest.removed))}</div></article>`;
  return html`<section class="box" id="text"><h2>Text</h2>
${
  story.findings.length > 0 &&
  html`<ol class="findings">${story.findings.map(
    ({ rule, action, reason }, at) => html`<li id="finding-${at}" class="${action}">
<p class="reason" dir="auto">${reason}</p><p class="meta"><span class="action">${action}</span> <code>${rule}</code>
${marker.hasMet(at) && html`<a href="#place-${at}">in the text</a>`}</p></li>`,
  )}</ol>`
}
<details${story.state === 'held' && html` open`}><summary>Revision ${newest.revision}, as submitted</summary>${text}</details></section>`;
}
