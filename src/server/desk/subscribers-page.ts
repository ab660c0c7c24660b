import type { DeliveryPage } from '../../shared/deliveries/deliveries.ts';
import type { Delivery } from '../../shared/deliveries/delivery.ts';
import type { Subscriber } from '../../shared/subscribers/subscribers.ts';
import { printable } from '../../shared/web/checked-url.ts';
import { type Html, html } from './html.ts';
import { queryOf } from './query.ts';
import { type NewSecret, secretNotice, standing } from './subscribers-list.ts';
import { table } from './table.ts';
import { since } from './times.ts';

interface SubscriberPage {
  readonly subscriber: Subscriber;
  readonly page: DeliveryPage;
  readonly asked: { readonly state?: Delivery['state'] | undefined };
  readonly mayChange: boolean;
  readonly made?: NewSecret | undefined;
  readonly notice?: string | undefined;
  readonly now: number;
}

/** One subscriber: how it stands, what it was told, and telling it again. */
export function subscriberPage(shown: SubscriberPage): Html {
  const { subscriber, page, asked, mayChange, made, notice, now } = shown;
  const { id, url, events, sources, sections, origin } = subscriber;
  const base = `/desk/subscribers/${id}`;
  const only = [...(sources ?? []), ...(sections ?? [])].join(', ');
  return html`<h1>${id}</h1>
${notice !== undefined && html`<p class="notice" role="status">${notice}</p>`}
${made && secretNotice(made)}
<p>${standing(subscriber, now)}</p>
<dl class="facts"><div><dt>Address</dt><dd>${printable(url)}</dd></div>
<div><dt>Events</dt><dd>${events.join(', ')}</dd></div>
<div><dt>Only</dt><dd>${only || 'everything'}</dd></div>
<div><dt>Kept in</dt><dd>${origin === 'declared' ? 'subscribers.yaml' : 'the archive'}</dd></div></dl>
${mayChange && changes(subscriber, base)}
<h2>Deliveries</h2>
<form class="filter" method="get" action="${base}">
<label>State <select name="state">${['', 'pending', 'delivered', 'failed'].map(
    (state) =>
      html`<option value="${state}"${state === (asked.state ?? '') && html` selected`}>${state || 'all'}</option>`,
  )}</select></label><button>Show</button></form>
<form class="filter" method="post" action="${base}"><label>All that failed since <input type="date" name="since" required></label>
<button name="do" value="replay">Deliver again</button></form>
${
  page.items.length === 0
    ? html`<p class="empty">There are none.</p>`
    : table({
        label: 'Deliveries',
        columns: ['Event', 'When', 'Story', 'Tries', 'What came of it', 'Again'],
        rows: page.items.map((delivery) => row(delivery, { base, now })),
      })
}
${page.next && html`<p class="more"><a href="${base}?${queryOf({ state: asked.state, cursor: page.next })}">Earlier</a></p>`}`;
}

const changes = ({ disabled, origin }: Subscriber, base: string): Html => html`
<form class="line" method="post" action="${base}">
<button name="do" value="test">Send a test event</button>
<button name="do" value="rotate">New secret</button></form>
<form class="filter" method="post" action="${base}"><label class="words">Reason <input name="reason" required maxlength="2000"></label>
<button name="do" value="${disabled === null ? 'disable' : 'enable'}">${disabled === null ? 'Tell it nothing more' : 'Tell it again'}</button>
${origin === 'added' && html`<button name="do" value="remove">Remove</button>`}</form>`;

function row(
  { id, event, storyId, tries, state, because, made, next }: Delivery,
  { base, now }: { readonly base: string; readonly now: number },
): readonly (Html | string | number | false)[] {
  const last = tries.at(-1);
  const came =
    because ?? last?.error ?? (state === 'delivered' ? `It answered ${last?.status}.` : '');
  return [
    event,
    since(made, now),
    storyId !== null && html`<a href="/desk/stories/${storyId}">${storyId}</a>`,
    tries.length,
    html`<span class="state ${stateClass[state]}">${state}</span> ${came}${next !== null && html` Next try at ${next.slice(0, 16).replace('T', ' ')} UTC.`}`,
    state !== 'pending' &&
      html`<form class="line" method="post" action="${base}"><input type="hidden" name="delivery" value="${id}"><button name="do" value="replay-one">Again<span class="unseen">: ${event} ${storyId}</span></button></form>`,
  ];
}

const stateClass: Readonly<Record<Delivery['state'], string>> = {
  pending: 'scheduled',
  delivered: 'live',
  failed: 'failed',
};
