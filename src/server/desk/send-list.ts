import type { FastifyReply } from 'fastify';
import { listText } from '../../shared/lists/list-text.ts';
import type { ListContent } from '../../shared/lists/term-list.ts';
import type { Visit } from '../people/access.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { mayDecide } from './forms.ts';
import { sendPage } from './layout.ts';
import { type ListPage, listPage } from './list-page.ts';

export interface ListShowing {
  /** Absent while a new list is being made. */
  readonly name?: string | undefined;
  /** What was typed; the list as it stands where absent. */
  readonly filled?: ListPage['filled'];
  readonly faults?: ListPage['faults'];
  readonly trial?: ListPage['trial'];
  readonly notice?: string | undefined;
  readonly fault?: string | undefined;
  readonly status?: number;
}

const newList: ListContent = {
  ...{ title: 'What editors read as the reason', action: 'hold', terms: [] },
};

/** The page of a list, with what was typed, or as it stands. */
export async function sendList(
  { services: { lists, newsroom } }: ServerTools,
  { request, reply }: Visit,
  { name, filled, faults = [], trial, notice, fault, status = 200 }: ListShowing,
): Promise<FastifyReply> {
  const found = name === undefined ? undefined : await lists.find(name);
  if (name !== undefined && found === undefined) {
    throw new ProblemError('not-found', `There is no list ${name}.`);
  }
  const { list, changes = [] } = found ?? {};
  const text = listText(list ?? newList);
  const etag = list?.etag ?? '';
  const isOvertaken = filled !== undefined && filled.etag !== etag;
  const page: ListPage = {
    ...{ list, changes, faults, trial, notice, fault, now: Date.now() },
    filled: { ...(filled ?? { name: '', text, reason: '', last: '200', sample: '' }), etag },
    overtaken: isOvertaken ? text : undefined,
    mayEdit: mayDecide(request),
  };
  const title = list?.title ?? 'A new list';
  return sendPage(
    reply,
    {
      ...{ title, room: '/desk/lists', newsroom: newsroom.site.name },
      person: request.person,
      body: listPage(page),
    },
    status,
  );
}
