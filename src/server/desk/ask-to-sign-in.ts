import type { FastifyReply } from 'fastify';
import { type ProblemError, problems } from '../problems.ts';
import { html } from './html.ts';

/** What a stranger reads instead of a page: nothing of the newsroom, and how to get in. */
export function askToSignIn(reply: FastifyReply, { type, message }: ProblemError): FastifyReply {
  const { status } = problems[type];
  const page = html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Sign in</title>
<h1>${status === 401 ? 'Sign in first' : 'Not yours to see'}</h1>
<p>${message}</p>
<p>The one-time link is in the line that Dateline prints when it is ready (<code>admin</code>).</p>
</html>
`;
  return reply.code(status).type('text/html; charset=utf-8').serializer(String).send(page.text);
}
