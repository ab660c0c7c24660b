import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Bulks } from '../bulk/bulks.ts';
import type { Attempts } from '../people/attempts.ts';
import { ProblemError, problemFor, problems, setProblemHeaders } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { askToSignIn } from './ask-to-sign-in.ts';
import { auditRoom } from './audit-page.ts';
import { bulkRoom } from './bulk-room.ts';
import { failuresRoom } from './failures-room.ts';
import { type FlowSources, flowRoom } from './flow/flow-room.ts';
import { watchForms } from './form-addresses.ts';
import { frontsRoom } from './fronts-room.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { listsRoom } from './lists-room.ts';
import { peopleRoom } from './people-room.ts';
import { reviewRoom } from './review-room.ts';
import { script } from './script.ts';
import { sourcesRoom } from './sources-room.ts';
import { storiesRoom } from './stories-room.ts';
import { storyRoom } from './story/story-room.ts';
import { style } from './style.ts';
import { roomsStyle } from './style-rooms.ts';
import { tableStyle } from './style-tables.ts';
import { subscribersRoom } from './subscribers-room.ts';
import { type SystemSources, systemRoom } from './system-room.ts';

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><rect width="16" height="16" rx="3" fill="#1d4f91"/><path d="M4 4h8M4 8h8M4 12h5" stroke="#fff" stroke-width="1.6"/></svg>';
const FORM_BYTES = 256 * 1024;

/** The desk: pages for people, made on the server, that work without script. */
export async function openDesk(
  app: FastifyInstance,
  tools: ServerTools,
  sources: FlowSources & SystemSources & { readonly bulks: Bulks; readonly attempts: Attempts },
): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: FORM_BYTES },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    scope.setErrorHandler((error, request, reply) => {
      const problem = problemFor(error);
      if (problem.type === 'internal') request.log.error({ err: error }, 'request failed');
      return problemPage(tools, request, reply, problem);
    });
    // Whoever may not come in, with a form too, reads a page.
    scope.addHook('onRoute', (route) => {
      route.config = { refuse: askToSignIn, ...route.config };
    });
    const leadBack = watchForms(scope);
    assets(scope);
    flowRoom(scope, tools, sources);
    storiesRoom(scope, tools);
    storyRoom(scope, tools);
    reviewRoom(scope, tools);
    failuresRoom(scope, tools);
    bulkRoom(scope, tools, sources.bulks);
    listsRoom(scope, tools);
    subscribersRoom(scope, tools);
    sourcesRoom(scope, tools);
    frontsRoom(scope, tools);
    systemRoom(scope, tools, sources);
    auditRoom(scope, tools);
    peopleRoom(scope, tools, sources.attempts);
    leadBack();
    // What is not there must not be told apart, by a stranger, from what is.
    scope.get('/desk/*', { config: { access: 'viewer' }, schema: { hide: true } }, async () => {
      throw new ProblemError('not-found', 'There is no such page.');
    });
  });
}

function assets(scope: FastifyInstance): void {
  const files = {
    '/desk/desk.css': { type: 'text/css; charset=utf-8', text: style + roomsStyle + tableStyle },
    '/desk/icon.svg': { type: 'image/svg+xml', text: icon },
    '/desk/desk.js': { type: 'text/javascript; charset=utf-8', text: script },
  };
  for (const [path, { type, text }] of Object.entries(files)) {
    scope.get(path, { config: { access: 'viewer' }, schema: { hide: true } }, (_request, reply) =>
      reply
        .type(type)
        .header('cache-control', 'private, max-age=300')
        .serializer(String)
        .send(text),
    );
  }
}

function problemPage(
  { services }: ServerTools,
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemError,
): FastifyReply {
  const { status, title } = problems[problem.type];
  setProblemHeaders(reply, problem);
  return sendPage(
    reply,
    {
      ...{ title, room: '/desk', newsroom: services.newsroom.site.name },
      person: request.person,
      body: html`<h1>${title}</h1><p>${problem.message}</p>${faultList(problem)}<p><a href="/desk">To the desk</a></p>`,
    },
    status,
  );
}

const faultList = ({ details: { errors } }: ProblemError): Html | undefined =>
  errors &&
  html`<ul>${errors.map(({ pointer, detail }) => html`<li><b>${pointer.slice(2)}</b>: ${detail}</li>`)}</ul>`;
