import { createHash, randomUUID } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Invalid } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/formats.ts';
import { storyIdFor, submissionIdFor } from '../../shared/ids.ts';
import type { Source } from '../../shared/sources.ts';
import { signedBody, webhookHeaders } from '../../shared/standard-webhooks.ts';
import { ProblemError } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import { accept, type Submission } from './accept.ts';
import { checkBodyKind } from './body-kind.ts';
import { submitSchema, withdrawSchema } from './door-description.ts';
import { pathOf, proveSender } from './sender.ts';

const MOST_BYTES = 25 * 1024 * 1024;
const LONGEST_ID = 512;

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose door the request knocks at; `null` elsewhere. */
    source: Source | null;
  }
}

/**
 * The way in. What is refused is refused in the contract's order: source, kind, size, sender, form,
 * fields, key, and the archive last.
 */
export async function openDoor(app: FastifyInstance, tools: ServerTools): Promise<void> {
  await app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Raw bytes: what was signed. A body that grows beyond the limit is refused while it comes.
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer', bodyLimit: MOST_BYTES },
      (_request, body, done) => done(null, body),
    );
    scope.decorateRequest('source', null);
    // Bodies are a format's to read, not a schema's.
    scope.setValidatorCompiler(() => () => true);
    scope.addHook('onRequest', async (request) => {
      request.source = await findSource(request, tools);
      checkBodyKind(request, request.source);
    });
    scope.addHook('onResponse', async (_request, reply) => {
      const result = resultOf(reply);
      tools.metrics.submissions.inc({ result });
      tools.metrics.doorDuration.observe({ result }, reply.elapsedTime / 1000);
    });
    scope.route({
      method: 'POST',
      url: '/hooks/:source',
      config: { access: 'open' },
      schema: submitSchema,
      handler: (request, reply) => submit(request, reply, tools),
    });
    scope.route({
      method: 'DELETE',
      url: '/hooks/:source/:externalId',
      config: { access: 'open' },
      schema: withdrawSchema,
      handler: (request, reply) => withdraw(request, reply, tools),
    });
  });
}

const Params = z.object({ source: z.string(), externalId: z.string().default('') });

async function findSource(request: FastifyRequest, { services }: ServerTools): Promise<Source> {
  const source = await services.sources.find(Params.parse(request.params).source);
  if (source === undefined) throw new ProblemError('not-found', 'There is no such source.');
  return source;
}

async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const { source, body } = knock(request);
  await proveSender(request, body, { source, tokens: tools.tokens });
  const givenKey = keyOf(request);
  const { externalId, headline, urgency } = formats[source.format].read(body);
  const bodyHash = hashOf(body);
  const submission = submissionFor(request, {
    source,
    externalId,
    key: givenKey ?? `${externalId}\n${bodyHash}`,
    action: 'submit',
    bodyHash,
  });
  return answer(request, reply, { tools, submission: { ...submission, body, headline, urgency } });
}

async function withdraw(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const { source, body } = knock(request);
  await proveSender(request, body, { source, tokens: tools.tokens });
  const givenKey = keyOf(request);
  const { externalId } = Params.parse(request.params);
  if (!isExternalId(externalId)) {
    const detail = `1 to ${LONGEST_ID} printable characters`;
    throw new Invalid([{ pointer: '#/externalId', detail }]);
  }
  const submission = submissionFor(request, {
    source,
    externalId,
    // Never derived: a story that came back may be withdrawn a second time.
    key: givenKey ?? randomUUID(),
    action: 'withdraw',
    bodyHash: hashOf(signedBody(body, { method: request.method, path: pathOf(request.url) })),
  });
  return answer(request, reply, {
    tools,
    submission: { ...submission, body, headline: '', urgency: undefined },
  });
}

const isExternalId = (text: string): boolean =>
  text !== '' && [...text].length <= LONGEST_ID && !/[\p{Cc}\p{Cs}]/u.test(text);

function knock({ source, body }: FastifyRequest): { source: Source; body: Buffer } {
  if (source === null) throw new RangeError('a door without a source');
  return { source, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
}

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** `Idempotency-Key`, else `webhook-id`. */
function keyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'] ?? headers[webhookHeaders.id];
  if (given === undefined) return undefined;
  if (typeof given === 'string' && /^[\x21-\x7e]{1,255}$/.test(given)) return given;
  throw new ProblemError('malformed', 'Idempotency-Key: up to 255 printable ASCII characters.');
}

interface Named {
  readonly source: Source;
  readonly externalId: string;
  readonly key: string;
  readonly action: 'submit' | 'withdraw';
  readonly bodyHash: string;
}

function submissionFor(
  request: FastifyRequest,
  { source, externalId, key, action, bodyHash }: Named,
): Pick<Submission, 'envelope'> {
  return {
    envelope: {
      schema: 1,
      submissionId: submissionIdFor(source.id, key),
      storyId: storyIdFor(source.id, externalId),
      source: source.id,
      externalId,
      idempotencyKey: key,
      bodyHash,
      contentType: request.headers['content-type'] ?? '',
      action,
      received: new Date().toISOString(),
      requestId: request.id,
    },
  };
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { tools, submission }: { tools: ServerTools; submission: Submission },
): Promise<FastifyReply> {
  const { submissionId, storyId } = submission.envelope;
  const acceptance = await accept(tools, submission, request.log);
  if (acceptance === 'replayed') reply.header('idempotent-replayed', 'true');
  request.log.info(
    { submissionId, storyId, source: submission.envelope.source, acceptance },
    'submission',
  );
  return reply
    .code(202)
    .header('location', `/v1/stories/${storyId}`)
    .send({ submissionId, storyId, status: 'received' });
}

function resultOf(reply: FastifyReply): string {
  if (reply.statusCode !== 202) return String(reply.statusCode);
  return reply.hasHeader('idempotent-replayed') ? 'replayed' : 'accepted';
}
