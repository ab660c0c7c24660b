import type { FastifyInstance } from 'fastify';
import type { AuditLine } from '../../shared/audit.ts';
import { readAudit } from '../../shared/audit.ts';
import { AuditFilter } from '../api/audit.ts';
import type { ServerTools } from '../server-tools.ts';
import { parsed } from './forms.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { queryOf } from './query.ts';
import { table } from './table.ts';

const PAGE = 100;

/** `/desk/audit`: what people did on a day. */
export function auditRoom(scope: FastifyInstance, { services }: ServerTools): void {
  scope.get(
    '/desk/audit',
    { config: { access: 'operator' }, schema: { hide: true } },
    async (request, reply) => {
      // Fields of the form that were left empty are not asked for.
      const given = Object.entries(Object(request.query)).filter(([, value]) => value !== '');
      const { story, ...query } = parsed(AuditFilter, Object.fromEntries(given));
      const asked = { ...query, storyId: story };
      const page = await readAudit(services.archive.store, { ...asked, limit: PAGE });
      return sendPage(reply, {
        ...{ title: 'Audit', room: '/desk/audit', newsroom: services.newsroom.site.name },
        person: request.person,
        body: auditPage({ ...page, asked }),
      });
    },
  );
}

interface AuditView {
  readonly items: readonly AuditLine[];
  readonly next: string | null;
  readonly asked: {
    readonly day: string;
    readonly by?: string | undefined;
    readonly deed?: string | undefined;
    readonly storyId?: string | undefined;
  };
}

function auditPage({ items, next, asked }: AuditView): Html {
  const { day, by = '', deed = '', storyId = '' } = asked;
  return html`<h1>Audit</h1>
<form class="filter" method="get" action="/desk/audit">
<label>Day <input type="date" name="day" value="${day}"></label>
<label>Who <input name="by" value="${by}" autocapitalize="none"></label>
<label>Deed <input name="deed" value="${deed}" placeholder="story.release" autocapitalize="none"></label>
<label>Story <input name="story" value="${storyId}" autocapitalize="none"></label>
<button>Show</button>
</form>
${
  items.length === 0
    ? html`<p class="empty">Nothing of this was done on ${day} (UTC).</p>`
    : table({
        ...{ label: 'What was done', columns: ['Time, UTC', 'Who', 'Deed', 'About', 'Why'] },
        rows: items.map(row),
      })
}
${next && html`<p class="more"><a href="/desk/audit?${queryOf({ day, by, deed, story: storyId, cursor: next })}">Earlier that day</a></p>`}`;
}

const row = ({ at, by, deed, about, reason }: AuditLine) => [
  html`<time datetime="${at}">${at.slice(11, 19)}</time>`,
  by,
  deed,
  html`${Object.entries(about).map(([name, value]) => html`<span>${name} ${worded(name, value)}</span> `)}`,
  html`<bdi>${reason}</bdi>`,
];

function worded(name: string, value: unknown): Html | string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return name === 'storyId'
    ? html`<a href="/desk/stories/${text}">${text}</a>`
    : text.slice(0, 200);
}
