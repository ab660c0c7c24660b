import type { FastifyInstance } from 'fastify';
import { readFailures } from '../api/bulks.ts';
import type { FailureGroup } from '../failures/failures.ts';
import { mayActAs } from '../people/roles.ts';
import type { ServerTools } from '../server-tools.ts';
import { bars } from './flow/chart.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { queryOf } from './query.ts';
import { since } from './times.ts';

/** `/desk/failures`: what failed, by its cause, and what can be done with all of a kind. */
export function failuresRoom(scope: FastifyInstance, tools: ServerTools): void {
  scope.get(
    '/desk/failures',
    { config: { access: 'viewer' }, schema: { hide: true } },
    async (request, reply) => {
      const { items, more } = await readFailures(tools);
      const mayAct = request.person !== null && mayActAs(request.person.role, 'operator');
      return sendPage(reply, {
        ...{ title: 'Failures', room: '/desk/failures', person: request.person },
        newsroom: tools.services.newsroom.site.name,
        body: failuresPage({ groups: items, more, mayAct, now: Date.now() }),
      });
    },
  );
}

interface FailuresPage {
  readonly groups: readonly FailureGroup[];
  readonly more: boolean;
  readonly mayAct: boolean;
  readonly now: number;
}

function failuresPage({ groups, more, mayAct, now }: FailuresPage): Html {
  return html`<h1>Failures</h1>
${
  groups.length === 0
    ? html`<p class="empty">No story has failed.</p>`
    : html`<p class="meta">By stage and cause, the most frequent first. What was live of a failed story is live still.</p>`
}
${more && html`<p class="notice">There are more failed stories than are looked at here.</p>`}
${groups.map((group) => groupBox(group, mayAct, now))}`;
}

function groupBox(group: FailureGroup, mayAct: boolean, now: number): Html {
  const { error, stage, pattern, count, first, last, byHour, stories } = group;
  const words = `Failures by hour, the last 24 hours; ${count} in all.`;
  const title = `error-${error}`;
  return html`<section class="box failure" aria-labelledby="${title}">
<h2 id="${title}"><span class="count">${count}</span> <span class="stage-name">${stage}</span> <span dir="auto">${pattern}</span></h2>
<div class="halves"><div>
<p class="meta"><span>first ${since(first, now)}</span> <span>last ${since(last, now)}</span></p>
<ul class="plain">${stories.map(
    ({ storyId, headline, because, at }) =>
      html`<li><a href="/desk/stories/${storyId}" dir="auto">${headline || storyId}</a> <span class="meta">${since(at, now)}</span><p class="excerpt" dir="auto">${because}</p></li>`,
  )}</ul>
${count > stories.length && html`<p class="quiet">… and ${count - stories.length} more.</p>`}
</div><div>
${bars(
  byHour.map((value, at) => ({ value, isBad: true, title: `${23 - at} h ago: ${value}` })),
  words,
)}
<p class="meta">the last 24 hours</p>
${
  mayAct &&
  html`<form method="post" action="/desk/bulk" class="group-act">
<input type="hidden" name="error" value="${error}"><input type="hidden" name="state" value="failed">
<label class="wide">Why, in a sentence
<input type="text" name="reason" maxlength="2000" required autocomplete="off"></label>
<div class="buttons two"><button name="action" value="retry" class="primary">Retry ${count === 1 ? 'it' : `all ${count}`}</button>
<button name="action" value="discard" class="grave">Discard ${count === 1 ? 'it' : 'them'}</button></div>
<p class="meta"><a href="/desk/bulk?${queryOf({ action: 'retry', state: 'failed', error })}">Look at them first</a></p></form>`
}
</div></div></section>`;
}
