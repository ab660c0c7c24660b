import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accept } from '../../queues/accept.ts';
import type { Submission } from '../../queues/stage.ts';
import { hashOf, ownKey } from '../../shared/archive/envelope.ts';
import { Invalid } from '../../shared/formats/format.ts';
import { readApart } from '../../shared/reading/read-apart.ts';
import { bytesOf } from '../../shared/reading/read-bodies.ts';
import { signedBody } from '../../shared/standard-webhooks.ts';
import type { ServerTools } from '../server-tools.ts';
import { envelopeFor, keyOf } from './envelope.ts';
import { DoorParams, knock } from './knock.ts';
import { pathOf } from './sender.ts';
import { submitSeveral } from './several.ts';

const LONGEST_ID = 512;

/** `POST /hooks/:source` */
export async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const { source, body: whole } = knock(request);
  const givenKey = keyOf(request);
  const contentType = request.headers['content-type'] ?? '';
  const reading = { source, body: whole, contentType, kind: 'submission' } as const;
  const read = await readApart(tools.services.threads, reading);
  const [story, ...more] = read.stories;
  if (story === undefined || more.length > 0 || 'refusal' in story) {
    return submitSeveral(request, reply, { tools, read });
  }
  const { externalId, headline, urgency, bodyHash } = story;
  const body = bytesOf(read, story);
  const key = givenKey ?? ownKey(externalId, bodyHash);
  const envelope = envelopeFor(request, { source, externalId, key, action: 'submit', bodyHash });
  return answer(request, reply, { tools, submission: { envelope, body, headline, urgency } });
}

/** `DELETE /hooks/:source/:externalId` */
export async function withdraw(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const { source, body } = knock(request);
  const givenKey = keyOf(request);
  const { externalId } = DoorParams.parse(request.params);
  if (!isExternalId(externalId)) {
    const detail = `1 to ${LONGEST_ID} printable characters`;
    throw new Invalid([{ pointer: '#/externalId', detail }]);
  }
  const envelope = envelopeFor(request, {
    source,
    externalId,
    // Never derived: a story that came back may be withdrawn a second time.
    key: givenKey ?? randomUUID(),
    action: 'withdraw',
    bodyHash: hashOf(signedBody(body, { method: request.method, path: pathOf(request.url) })),
  });
  return answer(request, reply, {
    tools,
    submission: { envelope, body, headline: '', urgency: undefined },
  });
}

const isExternalId = (text: string): boolean =>
  text !== '' && [...text].length <= LONGEST_ID && !/[\p{Cc}\p{Cs}]/u.test(text);

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
