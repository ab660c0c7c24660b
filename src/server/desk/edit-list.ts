import type { FastifyReply } from 'fastify';
import { MOST_TEXT, MOST_TRIAL_TERMS } from '../../queues/trial.ts';
import type { BlockedList } from '../../shared/blocked-list.ts';
import { Conflict, Throttled, Unavailable } from '../../shared/errors.ts';
import { readListText } from '../../shared/lists/list-text.ts';
import { ListName } from '../../shared/lists/term-list.ts';
import { putList } from '../api/lists.ts';
import { ask } from '../api/trials.ts';
import { nameOf, type Visit } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { type ListForm, listFormIn } from './forms.ts';
import type { ListTrial } from './list-trial.ts';
import { type ListShowing, sendList } from './send-list.ts';

/**
 * Saves a list as it was typed, or tries it. Whatever does not come off, the page has all that was
 * typed, and the list in force is as it was.
 * @param name absent for a new list, which the form names
 */
export async function editListByForm(
  tools: ServerTools,
  visit: Visit,
  name: string | undefined,
): Promise<FastifyReply> {
  const { do: verb, ...filled } = listFormIn(visit.request);
  const show = (showing: ListShowing) => sendList(tools, visit, { name, filled, ...showing });
  const { list, faults } = await readListText(tools.services.threads, filled.text);
  if (list === undefined) return show({ faults, status: 422 });
  const fault = faultIn({ do: verb, ...filled }, { name, list });
  if (fault !== undefined) return show({ fault, status: 422 });
  try {
    if (verb !== 'save')
      return await show({ trial: await tried(tools, name, { verb, filled, list }) });
    const saved = await save(tools, visit, { name: name ?? filled.name, filled, list });
    return visit.reply.redirect(`/desk/lists/${saved}?done=saved`, 303);
  } catch (error) {
    if (error instanceof Conflict) {
      const fault = await whyRefused(tools, name, error);
      return show({ fault, status: 409 });
    }
    if (!isAway(error)) throw error;
    return show({ fault: `Nothing was done: ${error.message} Try again.`, status: 503 });
  }
}

async function whyRefused(
  { services: { lists } }: ServerTools,
  name: string | undefined,
  { message }: Conflict,
): Promise<string> {
  if (name === undefined)
    return 'There is such a list already: choose another name, or edit that one.';
  if ((await lists.find(name))?.list.origin === 'file') return message;
  return 'Somebody else has changed the list since you opened it. What you typed is below; saving it now takes the place of theirs.';
}

type Typed = Omit<ListForm, 'do'>;

const isAway = (error: unknown): error is Error =>
  error instanceof Unavailable ||
  error instanceof Throttled ||
  (error instanceof ProblemError && error.type === 'unavailable');

function faultIn(
  { do: verb, reason, last, sample, name: newName }: ListForm,
  { name, list }: { name: string | undefined; list: BlockedList },
): string | undefined {
  if (verb === 'save') {
    const isNamed = name !== undefined || ListName.safeParse(newName).success;
    if (!isNamed) return 'Name the list: up to 40 lower-case letters, digits and hyphens.';
    if (reason.trim() === '') return 'Say why; it is kept with the list.';
    return reason.length > 2000 ? 'Say why in at most 2,000 characters.' : undefined;
  }
  const { length } = list.terms;
  if (length > MOST_TRIAL_TERMS || (list.exceptions?.length ?? 0) > MOST_TRIAL_TERMS) {
    return `A list of more than ${MOST_TRIAL_TERMS} terms cannot be tried whole: try the new ones.`;
  }
  if (verb === 'try') {
    if (sample.trim() === '') return 'Write or paste a text to try the list on.';
    return sample.length > MOST_TEXT ? `Try a text of at most ${MOST_TEXT} characters.` : undefined;
  }
  const stories = Number(last);
  const isNumber = Number.isInteger(stories) && stories >= 1 && stories <= 2000;
  return isNumber ? undefined : 'Say over how many stories: from 1 to 2000.';
}

interface Order {
  readonly filled: Typed;
  readonly list: BlockedList;
}

async function save(
  tools: ServerTools,
  { request }: Visit,
  { name, filled, list: { name: title, ...list } }: Order & { readonly name: string },
): Promise<string> {
  const { reason, etag } = filled;
  await putList(tools, name, {
    content: { title, ...list },
    ...{ reason: reason.trim(), by: nameOf(request), etag: etag === '' ? undefined : etag },
  });
  return name;
}

/** Asks what the list as typed would find, in the place of the one in force. */
async function tried(
  tools: ServerTools,
  name: string | undefined,
  { verb, filled, list }: Order & { readonly verb: 'test' | 'try' },
): Promise<ListTrial> {
  const inForce = name === undefined ? undefined : await tools.services.lists.find(name);
  const title = inForce?.list.title ?? list.name;
  const sample = verb === 'try' ? filled.sample : undefined;
  const answer = await ask(tools, {
    lists: [{ ...list, name: title }],
    ...{ against: 'without', last: verb === 'test' ? Number(filled.last) : 1 },
    ...(sample !== undefined && { text: sample }),
  });
  return { answer, sample };
}
