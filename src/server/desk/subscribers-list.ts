import { StoryEvent } from '../../shared/subscribers/subscriber-declaration.ts';
import type { Subscriber } from '../../shared/subscribers/subscribers.ts';
import { printable } from '../../shared/web/checked-url.ts';
import { type Html, html } from './html.ts';
import { since } from './times.ts';

/** A secret that was just made. */
export interface NewSecret {
  readonly id: string;
  readonly secret: string;
}

interface SubscribersPage {
  readonly subscribers: readonly Subscriber[];
  readonly mayChange: boolean;
  readonly made?: NewSecret | undefined;
  readonly fault?: string | undefined;
  /** What had been typed before a fault. */
  readonly filled?: NewSubscriber | undefined;
  readonly now: number;
}

/** A subscriber as the form has it, sound or not. */
export interface NewSubscriber {
  readonly id: string;
  readonly url: string;
  readonly sections: string;
  readonly events: readonly string[];
}

const empty: NewSubscriber = { id: '', url: '', sections: '', events: StoryEvent.options };

/** Who is told what becomes of stories, and how that goes. */
export function subscribersPage({
  subscribers,
  mayChange,
  made,
  fault,
  filled = empty,
  now,
}: SubscribersPage): Html {
  return html`<h1>Subscribers</h1>
<p>Who is told, by webhook, what becomes of stories.</p>
${fault !== undefined && html`<p class="fault" role="alert">${fault}</p>`}
${made && secretNotice(made)}
${mayChange && addForm(filled)}
${
  subscribers.length === 0
    ? html`<p class="empty">Nobody yet.</p>`
    : html`<ul class="rows">${subscribers.map((one) => row(one, now))}</ul>`
}`;
}

export const secretNotice = ({ id, secret }: NewSecret): Html =>
  html`<div class="notice" role="status"><p>The secret of <b>${id}</b>. Its owner needs it to know our signature; it is not shown again.</p>
<p><input class="copy" readonly aria-label="Secret" value="${secret}"></p></div>`;

const addForm = ({
  id,
  url,
  sections,
  events,
}: NewSubscriber): Html => html`<form class="filter" method="post" action="/desk/subscribers">
<label>Name <input name="id" value="${id}" required autocapitalize="none" spellcheck="false" pattern="[a-z][a-z0-9\\-]{0,39}"></label>
<label class="words">Address <input name="url" type="url" value="${url}" required placeholder="https://"></label>
<label>Sections <input name="sections" value="${sections}" autocapitalize="none" placeholder="all"></label>
<fieldset class="checks"><legend>Is told when a story is</legend>${StoryEvent.options.map(
  (event) =>
    html`<label><input type="checkbox" name="events" value="${event}"${events.includes(event) && html` checked`}> ${event.slice('story.'.length)}</label> `,
)}</fieldset>
<button>Add</button>
</form>`;

const row = (subscriber: Subscriber, now: number): Html => {
  const { id, url, events } = subscriber;
  return html`<li><h3><a href="/desk/subscribers/${id}">${id}</a></h3>
<p class="meta"><span>${standing(subscriber, now)}</span> · <span>${printable(url)}</span> · <span>${events.map((event) => event.slice('story.'.length)).join(', ')}</span></p></li>`;
};

/** How it stands, in a few words. */
export function standing(subscriber: Subscriber, now: number): Html {
  const { disabled, failing, secrets } = subscriber;
  if (disabled !== null) {
    return html`<span class="grave-text">Disabled ${since(disabled.since, now)}: ${disabled.because}</span>`;
  }
  if (secrets.length === 0) return html`Has no secret, and is told nothing`;
  if (failing === null) return html`<span class="good-text">Is told</span>`;
  return html`<span class="grave-text">Nothing has come through since ${since(failing.since, now)}: ${failing.because}</span>`;
}
