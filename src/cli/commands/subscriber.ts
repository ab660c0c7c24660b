import { setTimeout as wait } from 'node:timers/promises';
import { Command } from 'commander';
import { StoryEvent } from '../../shared/subscribers/subscriber-declaration.ts';
import { urlOf } from '../../shared/web/url-of.ts';
import {
  DeliveryAnswer,
  DeliveryList,
  Replayed,
  SubscriberAnswer,
  SubscriberList,
  SubscriberRemoved,
} from '../api-answers.ts';
import { asJson } from '../print-story.ts';
import { apiOf } from '../settings.ts';
import { ageOf, tableLines } from '../table.ts';
import { CommandFailed, type Terminal, WrongUse } from '../terminal.ts';

/** How long a test waits for its first try, and how often it looks. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 250;

interface Printing {
  readonly json?: boolean;
}
interface Declaring extends Printing {
  readonly id?: string;
  readonly events: readonly string[];
  readonly source: readonly string[];
  readonly section: readonly string[];
}

/** Who is told what becomes of stories. */
export const subscriber = (terminal: Terminal): Command => {
  const command = new Command('subscriber').description('who is told what becomes of stories');
  const parts = [add, list, remove, rotate, test, disable, enable, deliveries, replay];
  for (const part of parts) command.addCommand(part(terminal));
  return command;
};

const add = (terminal: Terminal): Command =>
  new Command('add')
    .description('add a subscriber and print its secret')
    .argument('<url>', 'where it is told')
    .option('--id <id>', 'its name here; made of its host where not given')
    .option('--events <list>', `of ${StoryEvent.options.join(', ')}`, listed, [
      ...StoryEvent.options,
    ])
    .option('--source <list>', 'only stories of these sources', listed, [])
    .option('--section <list>', 'only stories of these sections', listed, [])
    .option('--json', 'print JSON')
    .action(async (url: string, { id, events, source, section, json }: Declaring) => {
      const body = JSON.stringify({
        ...{ id: id ?? idOf(url), url, events },
        ...(source.length > 0 && { sources: source }),
        ...(section.length > 0 && { sections: section }),
      });
      const api = await apiOf(terminal);
      const added = await api.ask({ method: 'POST', path: ALL, body }, SubscriberAnswer);
      printSecret(terminal, added, json);
    });

const list = (terminal: Terminal): Command =>
  new Command('list')
    .description('who is told of stories, and how that goes')
    .option('--json', 'print JSON')
    .action(async ({ json }: Printing) => {
      const answer = await (await apiOf(terminal)).ask({ path: ALL }, SubscriberList);
      if (json) terminal.print(asJson(answer));
      else if (answer.items.length === 0) terminal.print('Nobody is told of stories.');
      else {
        tableLines(
          ['id', 'events', 'state', 'url'],
          answer.items.map((one) => [one.id, eventsOf(one), stateOf(one), one.url]),
        ).forEach(terminal.print);
      }
    });

const remove = (terminal: Terminal): Command =>
  named('remove', 'tell a subscriber that was added nothing more, and forget it')
    .requiredOption('--reason <text>', 'why; it is kept')
    .action(async (id: string, { reason, json }: Printing & { reason: string }) => {
      const api = await apiOf(terminal);
      const order = {
        method: 'DELETE',
        path: pathOf(id),
        body: JSON.stringify({ reason }),
      } as const;
      const answer = await api.ask(order, SubscriberRemoved);
      terminal.print(json ? asJson(answer) : `${id} is told nothing more`);
    });

const rotate = (terminal: Terminal): Command =>
  named('rotate', 'give it a new secret; the one before it signs beside it for a day').action(
    async (id: string, { json }: Printing) => {
      const api = await apiOf(terminal);
      const path = `${pathOf(id)}/rotate`;
      const rotated = await api.ask({ method: 'POST', path, body: '{}' }, SubscriberAnswer);
      printSecret(terminal, rotated, json);
    },
  );

const test = (terminal: Terminal): Command =>
  named('test', 'send it an event that means nothing, and say what it answered').action(
    async (id: string, { json }: Printing) => {
      const api = await apiOf(terminal);
      const order = { method: 'POST', path: `${pathOf(id)}/test`, body: '{}' } as const;
      let sent = await api.ask(order, DeliveryAnswer);
      const deadline = Date.now() + PATIENCE_MS;
      while (sent.tries.length === 0 && sent.state === 'pending' && Date.now() < deadline) {
        await wait(LOOK_MS);
        sent = await api.ask({ path: `${pathOf(id)}/deliveries/${sent.id}` }, DeliveryAnswer);
      }
      const [tried] = sent.tries;
      const said = sent.because ?? tried?.error ?? `It answered ${tried?.status ?? 'nothing yet'}.`;
      terminal.print(json ? asJson(sent) : said);
      if (sent.state !== 'delivered') throw new CommandFailed(`${id} did not take the test event`);
    },
  );

const disable = (terminal: Terminal): Command => able(terminal, 'disable', 'tell it nothing more');
const enable = (terminal: Terminal): Command =>
  able(terminal, 'enable', 'tell it again, of what happens from now on');

const able = (terminal: Terminal, verb: 'disable' | 'enable', description: string): Command =>
  named(verb, description)
    .requiredOption('--reason <text>', 'why; it is kept')
    .action(async (id: string, { reason, json }: Printing & { reason: string }) => {
      const api = await apiOf(terminal);
      const body = JSON.stringify({ reason });
      const path = `${pathOf(id)}/${verb}`;
      const changed = await api.ask({ method: 'POST', path, body }, SubscriberAnswer);
      terminal.print(json ? asJson(changed) : `${id}: ${stateOf(changed)}`);
    });

const deliveries = (terminal: Terminal): Command =>
  named('deliveries', 'what it was told in the last month, the newest first')
    .option('--state <state>', 'pending, delivered or failed')
    .option('--since <time>', 'RFC 3339')
    .action(async (id: string, { json, ...filter }: Printing & { state?: string }) => {
      const api = await apiOf(terminal);
      const query = new URLSearchParams(filter);
      const page = await api.ask({ path: `${pathOf(id)}/deliveries?${query}` }, DeliveryList);
      if (json) terminal.print(asJson(page));
      else if (page.items.length === 0) terminal.print('Nothing of this was delivered.');
      else deliveryTable(page.items).forEach(terminal.print);
    });

const replay = (terminal: Terminal): Command =>
  named('replay', 'deliver again: one delivery, or all that failed since a time')
    .option('--delivery <id>', 'this one')
    .option('--since <time>', 'all that failed since then (RFC 3339)')
    .action(async (id: string, options: Printing & { delivery?: string; since?: string }) => {
      const { delivery, since, json } = options;
      if ((delivery === undefined) === (since === undefined)) {
        throw new WrongUse('Say --delivery with its id, or --since with a time.');
      }
      const api = await apiOf(terminal);
      if (delivery !== undefined) {
        const path = `${pathOf(id)}/deliveries/${encodeURIComponent(delivery)}/replay`;
        const again = await api.ask({ method: 'POST', path, body: '{}' }, DeliveryAnswer);
        return terminal.print(json ? asJson(again) : `${again.id} is ${again.state}`);
      }
      const body = JSON.stringify({ since });
      const path = `${pathOf(id)}/replay`;
      const answer = await api.ask({ method: 'POST', path, body }, Replayed);
      const more = answer.more ? '; there are more, say it again' : '';
      terminal.print(json ? asJson(answer) : `${answer.sent} are delivered again${more}`);
    });

const ALL = '/v1/subscribers';
const pathOf = (id: string): string => `${ALL}/${encodeURIComponent(id)}`;

const named = (name: string, description: string): Command =>
  new Command(name)
    .description(description)
    .argument('<id>', 'the subscriber')
    .option('--json', 'print JSON');

const listed = (text: string): string[] => text.split(',').map((word) => word.trim());

/** `hooks.search.example` is `hooks-search-example`. */
function idOf(url: string): string {
  const host = urlOf(url)?.hostname;
  if (host === undefined) throw new WrongUse('Give the whole address: https://…');
  const name = host.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const id = name
    .replace(/^[^a-z]+/, '')
    .slice(0, 40)
    .replace(/-+$/, '');
  if (id === '') throw new WrongUse('Its address has no name: say --id.');
  return id;
}

const eventsOf = ({ events }: SubscriberAnswer): string =>
  events.length === StoryEvent.options.length
    ? 'all'
    : events.map((event) => event.replace('story.', '')).join(' ');

function stateOf({ disabled, failing, hasSecret }: SubscriberAnswer): string {
  if (disabled !== null) return `disabled ${ageOf(disabled.since)}`;
  if (!hasSecret) return 'no secret';
  return failing === null ? 'told' : `failing ${ageOf(failing.since)}`;
}

const deliveryTable = (items: readonly DeliveryAnswer[]): string[] =>
  tableLines(
    ['delivery', 'event', 'tries', 'what came of it'],
    items.map(({ id, event, tries, state, because, next }) => [
      ...[id, event.replace(/^\w+\./, ''), String(tries.length)],
      next === null
        ? (because ?? state)
        : `again in ${ageOf(new Date().toISOString(), Date.parse(next))}`,
    ]),
  );

function printSecret(terminal: Terminal, added: SubscriberAnswer, json: boolean | undefined): void {
  const { id, url, events, secret } = added;
  const lines = json
    ? [asJson({ id, url, events, secret })]
    : [`id      ${id}`, `secret  ${secret ?? ''}`, 'Keep the secret: it is not shown again.'];
  lines.forEach(terminal.print);
}
