import { EndState } from '../../../shared/archive/documents.ts';
import type { StepEvent } from '../../../shared/desk/desk.ts';
import { type FlowPoint, tookAtMost } from '../../../shared/desk/flow.ts';
import type { StoryList } from '../../api/story-answer.ts';
import { inWords } from '../../standing/spans.ts';
import type { StageFigures } from '../../standing/stage-figures.ts';
import { type Html, html } from '../html.ts';
import { waitingRow } from '../story-row.ts';
import { bars } from './chart.ts';

export interface FlowPage {
  readonly stages: readonly StageFigures[];
  readonly hour: readonly FlowPoint[];
  readonly day: readonly FlowPoint[];
  readonly waiting: StoryList['items'];
  /** Newest first. */
  readonly moves: readonly StepEvent['data'][];
  readonly counts: Readonly<Partial<Record<string, number>>>;
  readonly because: readonly string[];
  readonly now: number;
}

/** The newsroom at a glance: five stages, how fast, what is late, what moves. */
export function flowPage(page: FlowPage): Html {
  const { stages, hour, day, waiting, moves, because, now } = page;
  return html`<h1>Flow</h1>
<div id="alarm" data-part>${because.map((reason) => html`<p class="fault" role="alert">${reason}</p>`)}</div>
<section id="stages" data-part aria-label="Stages"><ol class="stages">${stages.map((stage) => stageCard(stage, now))}</ol>
${countsLine(page)}</section>
<section id="charts" data-part class="charts" aria-label="The last hour and day">
${charts('Last hour', hour, 1)}${charts('Last day', day, 10)}
</section>
<div class="halves">
<section class="box" id="late" data-part><h2>Longest on their way</h2>
${
  waiting.length === 0
    ? html`<p class="quiet">Every story that came is live, or waits for a person.</p>`
    : html`<ol class="rows">${waiting.map((story) => waitingRow(story, now))}</ol>`
}</section>
<section class="box"><h2>As it happens</h2>
<ol class="moves" data-moves aria-live="off">${moves.map(moveRow)}</ol></section>
</div>`;
}

function stageCard(figures: StageFigures, now: number): Html {
  const { stage, waiting, working, delayed, workers, perMinute, done, failed, oldest } = figures;
  const share = done + failed === 0 ? 0 : failed / (done + failed);
  const age = oldest === null ? undefined : now - Date.parse(oldest);
  return html`<li class="stage"><h2>${stage}</h2>
<dl><div class="big"><dt>waiting</dt><dd>${waiting}</dd></div>
<div class="big"><dt>working</dt><dd>${working}</dd></div>
<div><dt>done a minute</dt><dd>${perMinute.toFixed(perMinute < 10 ? 1 : 0)}</dd></div>
<div><dt>oldest</dt><dd${age !== undefined && age > 60_000 && html` class="grave-text"`}>${age === undefined ? '–' : inWords(age)}</dd></div>
<div><dt>failed, last hour</dt><dd${failed > 0 && html` class="grave-text"`}>${failed}${failed > 0 && html` (${(share * 100).toFixed(1)} %)`}</dd></div>
${delayed > 0 && html`<div><dt>come back later</dt><dd>${delayed}</dd></div>`}
<div><dt>workers</dt><dd${workers === 0 && html` class="grave-text"`}>${workers}</dd></div></dl></li>`;
}

const shown = [
  ['unpublished', 'under way'],
  ['held', 'held'],
  ['failed', 'failed'],
  ['scheduled', 'under embargo'],
  ['live', 'live'],
] as const;
const endStates = new Set<string>(EndState.options);

function countsLine({ counts }: FlowPage): Html {
  const underWay = Object.entries(counts).reduce(
    (sum, [state, count = 0]) => (endStates.has(state) ? sum : sum + count),
    0,
  );
  return html`<p class="counts">${shown.map(([state, name]) => {
    const count = state === 'unpublished' ? underWay : (counts[state] ?? 0);
    const isBad = state === 'failed' && count > 0;
    return html`<a href="${linkOf(state)}"><b${isBad && html` class="grave-text"`}>${count}</b> ${name}</a> `;
  })}</p>`;
}

const linkOf = (state: string): string =>
  ({ held: '/desk/review', failed: '/desk/failures' })[state] ?? `/desk/stories?state=${state}`;

/** Beyond this a story of text alone has not kept the promise. */
const PROMISED_MS = 2000;

function charts(name: string, points: readonly FlowPoint[], minutes: number): Html {
  const live = points.reduce((sum, point) => sum + point.live, 0);
  const [half, most] = [tookAtMost(points, 0.5), tookAtMost(points, 0.95)];
  const times = `half within ${limit(half)}, 95 % within ${limit(most)}`;
  const every = minutes === 1 ? 'a minute' : `${minutes} minutes`;
  return html`<figure><figcaption><b>${name}</b> <span>${live} came live</span></figcaption>
${bars(
  points.map(({ at, live: value }) => ({ value, title: `${clock(at)} UTC: ${value} live` })),
  `${name}: stories that came live, by ${every}. ${live} in all.`,
)}</figure>
<figure><figcaption><b>Door to live</b> <span>${live === 0 ? 'nothing yet' : times}</span></figcaption>
${bars(
  points.map((point) => {
    const took = tookAtMost([point], 0.95);
    const value = took === undefined ? 0 : Math.log10(Math.min(took, 3_600_000) / 25);
    const isBad = (took ?? 0) > PROMISED_MS;
    return { value, isBad, title: `${clock(point.at)} UTC: 95 % within ${limit(took)}` };
  }),
  `${name}: time from door to live, by ${every}. ${times}.`,
)}</figure>`;
}

function limit(ms: number | undefined): string {
  if (ms === undefined) return '–';
  if (!Number.isFinite(ms)) return 'more than half an hour';
  return ms < 1000 ? `${ms} ms` : inWords(ms);
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 16);

/** As the script writes it. */
function moveRow({ at, storyId, stage, verdict, headline, source = '' }: StepEvent['data']): Html {
  return html`<li><time datetime="${at}">${at.slice(11, 19)}</time> <span class="step ${verdict}">${stage}: ${verdict}</span>
<a href="/desk/stories/${storyId}" dir="auto">${headline || storyId}</a> <span class="from">${source}</span></li>`;
}
