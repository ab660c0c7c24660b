import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { charsetOf } from '../../shared/formats/charset.ts';
import { Invalid } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/formats.ts';
import { signedBody } from '../../shared/standard-webhooks.ts';
import type { ServerTools } from '../server-tools.ts';
import { accept, type Submission } from './accept.ts';
import { envelopeFor, hashOf, keyOf, ownKey } from './envelope.ts';
import { DoorParams, knock } from './knock.ts';
import { pathOf } from './sender.ts';
import { MOST_ITEMS, submitSeveral } from './several.ts';

const LONGEST_ID = 512;

/** `POST /hooks/:source` */
export async function submit(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const { source, body: whole } = knock(request);
  const givenKey = keyOf(request);
  const { read, split } = formats[source.format];
  const charset = charsetOf(request.headers['content-type'] ?? '');
  const [body, ...more] = split?.(whole, charset) ?? [whole];
  if (body === undefined) throw new Invalid([{ pointer: '#', detail: 'there is no story in it' }]);
  if (more.length >= MOST_ITEMS) {
    throw new Invalid([{ pointer: '#', detail: `too many stories; at most ${MOST_ITEMS}` }]);
  }
  if (more.length > 0) return submitSeveral(request, reply, { tools, bodies: [body, ...more] });
  const { externalId, headline, urgency } = read(body, charset);
  const bodyHash = hashOf(body);
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
