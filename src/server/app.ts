import { randomUUID } from 'node:crypto';
import cookie from '@fastify/cookie';
import fastify, {
  type FastifyBaseLogger,
  type FastifyInstance,
  type FastifyRequest,
  LogController,
} from 'fastify';
import { sessionKeyOf } from '../shared/seal.ts';
import { auditRoute } from './api/audit.ts';
import { bulkRoutes } from './api/bulks.ts';
import { decisionRoutes } from './api/decisions.ts';
import { deliveryRoutes } from './api/deliveries.ts';
import { erasureRoute } from './api/erasure.ts';
import type { EventHub } from './api/event-hub.ts';
import { eventRoute } from './api/events.ts';
import { flowRoute } from './api/flow.ts';
import { lessonRoutes } from './api/lessons.ts';
import { listRoutes } from './api/lists.ts';
import { republicationRoutes } from './api/republication.ts';
import { reviewRoutes } from './api/review.ts';
import { sourceRoutes } from './api/sources.ts';
import { storyRoutes } from './api/stories.ts';
import { submissionRoutes } from './api/submissions.ts';
import { subscriberRoutes } from './api/subscribers.ts';
import { tokenRoutes } from './api/tokens.ts';
import { trialRoutes } from './api/trials.ts';
import { userRoutes } from './api/users.ts';
import { openBulks } from './bulk/bulks.ts';
import { dashboardPrefix, openDashboards } from './dashboards.ts';
import { openDesk } from './desk/desk.ts';
import { openDoor } from './door/door.ts';
import { webSubRoute } from './door/web-sub.ts';
import { metricsRoute } from './metrics-route.ts';
import { watchOpenWork } from './open-work.ts';
import { describeRoutes, openApiRoute } from './openapi.ts';
import { guardRoutes } from './people/access.ts';
import { openAttempts } from './people/attempts.ts';
import { openRefusals } from './people/refusals.ts';
import { type SignInLink, signInRoutes } from './people/sign-in.ts';
import { answerError, ProblemError, sendProblem } from './problems.ts';
import { healthRoutes, openReadiness } from './readiness.ts';
import type { ServerTools } from './server-tools.ts';

/** Longest path parameter: 512 characters, each of up to 4 bytes written as %XX. */
const LONGEST_PARAMETER = 6144;
const API_BODY_BYTES = 1024 * 1024;
const REQUEST_MS = 120_000;

export interface AppOptions {
  readonly tools: ServerTools;
  readonly events: EventHub;
  readonly signIn: SignInLink;
}

/** The whole server, not listening yet. */
export async function buildApp({ tools, events, signIn }: AppOptions): Promise<FastifyInstance> {
  const { services } = tools;
  const log: FastifyBaseLogger = services.log.child({ part: 'http' });
  const app = fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: API_BODY_BYTES,
    requestTimeout: REQUEST_MS,
    trustProxy: services.config.trustProxy.length > 0 && [...services.config.trustProxy],
    routerOptions: { maxParamLength: LONGEST_PARAMETER },
    requestIdHeader: false,
    genReqId: (request) => requestIdFrom(request.headers['x-request-id']),
    // The router refuses before any hook has run.
    frameworkErrors: (error, request, reply) =>
      answerError(error, request, reply.headers(commonHeaders(request))),
  });
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler(answerError);
  setCommonHeaders(app);
  await app.register(cookie, { secret: sessionKeyOf(services.secretKey) });
  await describeRoutes(app);
  guardRoutes(
    app,
    { ...tools, refused: openRefusals(services.archive.store) },
    { [dashboardPrefix]: 'viewer' },
  );
  // After the guard: what is guarded must not be told apart from what is not there.
  app.setNotFoundHandler((request, reply) =>
    sendProblem(request, reply, new ProblemError('not-found', 'There is nothing at this address.')),
  );

  await openDoor(app, tools);
  webSubRoute(app, tools);
  storyRoutes(app, tools);
  decisionRoutes(app, tools);
  reviewRoutes(app, tools);
  listRoutes(app, tools);
  lessonRoutes(app, tools);
  trialRoutes(app, tools);
  erasureRoute(app, tools);
  republicationRoutes(app, tools);
  submissionRoutes(app, tools);
  sourceRoutes(app, tools);
  subscriberRoutes(app, tools);
  deliveryRoutes(app, tools);
  tokenRoutes(app, tools);
  userRoutes(app, tools);
  auditRoute(app, tools);
  const bulks = openBulks(tools);
  app.addHook('onClose', () => bulks.close());
  bulkRoutes(app, tools, bulks);
  eventRoute(app, events);
  const attempts = openAttempts();
  await signInRoutes(app, tools, { link: signIn, attempts });
  const openWork = watchOpenWork(tools);
  app.addHook('onClose', async () => openWork.close());
  const readiness = openReadiness(tools, openWork, tools.canary);
  healthRoutes(app, readiness);
  metricsRoute(app, tools, { readiness, openWork });
  flowRoute(app, tools, { readiness, openWork });
  openApiRoute(app);
  await openDesk(app, tools, { events, readiness, openWork, bulks, attempts });
  await openDashboards(app, tools.queues);
  await app.ready();
  return app;
}

const commonHeaders = ({ id }: FastifyRequest) => ({
  'x-request-id': id,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
});

function setCommonHeaders(app: FastifyInstance): void {
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(commonHeaders(request));
  });
  app.addHook('onResponse', async (request, reply) => {
    // The route's pattern, not the address: that may hold a sign-in code.
    const route = request.routeOptions.url ?? 'none';
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    const line = { method: request.method, route, status: reply.statusCode, ms };
    request.log.debug(line, 'request');
  });
}

/** A sender's own id is kept if it can do no harm in a log. */
function requestIdFrom(given: string | string[] | undefined): string {
  return typeof given === 'string' && /^[\w.-]{1,64}$/.test(given) ? given : randomUUID();
}
