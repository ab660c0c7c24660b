import type { FastifyReply } from 'fastify';
import { sendPeoplePage } from '../people/people-page.ts';
import { ownPath } from '../people/sign-in.ts';
import { sendSignInPage } from '../people/sign-in-page.ts';
import { type ProblemError, problems } from '../problems.ts';
import { pageOfForm } from './form-addresses.ts';
import { html } from './html.ts';

/** What a stranger reads instead of a page: nothing of the newsroom, and how to get in. */
export function askToSignIn(reply: FastifyReply, { type, message }: ProblemError): FastifyReply {
  const { status, title } = problems[type];
  const { method, url } = reply.request;
  if (status === 401) {
    if (method !== 'POST') return sendSignInPage(reply, { next: ownPath(url), status });
    const fault = 'You are signed out, so nothing was done.';
    return sendSignInPage(reply, { next: ownPath(pageOfForm(url)), fault, status });
  }
  const body = html`<p>${message}</p><p><a href="/desk">To the desk</a></p>`;
  return sendPeoplePage(
    reply,
    { title: status === 403 ? 'Not yours to see' : title, body },
    status,
  );
}
