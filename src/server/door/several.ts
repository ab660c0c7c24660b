import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accept, KeyTaken } from '../../queues/accept.ts';
import type { Acceptance, Submission } from '../../queues/stage.ts';
import { hashOf, ownKey } from '../../shared/archive/envelope.ts';
import { Invalid, Malformed } from '../../shared/formats/format.ts';
import { formats } from '../../shared/formats/formats.ts';
import type { Source } from '../../shared/sources.ts';
import { ProblemError, problemFor, problems } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import type { ItemAnswer } from './door-description.ts';
import { envelopeFor, keyOf } from './envelope.ts';
import { jsonItems } from './json-items.ts';
import { knock } from './knock.ts';

/** Stories that may come in one body. */
export const MOST_ITEMS = 100;

/** `POST /hooks/:source/batch` */
export async function submitBatch(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const bodies = jsonItems(knock(request).body, MOST_ITEMS);
  return submitSeveral(request, reply, { tools, bodies, areJson: true });
}

interface Several {
  readonly tools: ServerTools;
  readonly bodies: readonly Buffer[];
  /** Whether the bodies were cut from one JSON text, which a broken one breaks. */
  readonly areJson?: boolean;
}

/**
 * Each body a submission of its own, with its own answer. All are read before the first is kept;
 * one that the archive could not keep fails the request, and those kept are repeats the next time.
 */
export async function submitSeveral(
  request: FastifyRequest,
  reply: FastifyReply,
  { tools, bodies, areJson = false }: Several,
): Promise<FastifyReply> {
  const givenKey = keyOf(request);
  const read = await readEach(bodies, knock(request).source, areJson);
  const submissions = read.map(submissionMaker(request, givenKey));
  const settled = await Promise.allSettled(
    submissions.map((one) => acceptOrRefuse(request, tools, one)),
  );
  const taken = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  const accepted = taken.flatMap(({ acceptance }) => acceptance ?? []);
  if (accepted.length > 0 && !accepted.includes('new')) reply.header('idempotent-replayed', 'true');
  return reply.code(202).send({ items: taken.map(({ item }) => item) });
}

interface ReadItem {
  readonly body: Buffer;
  readonly externalId: string;
  readonly headline: string;
  readonly urgency: number | undefined;
}

async function readEach(
  bodies: readonly Buffer[],
  source: Source,
  areJson: boolean,
): Promise<(ReadItem | ProblemError)[]> {
  const { read } = formats[source.format];
  const items: (ReadItem | ProblemError)[] = [];
  for (const body of bodies) {
    try {
      const { externalId, headline, urgency } = read(body);
      items.push({ body, externalId, headline, urgency });
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof Invalid)) throw error;
      if (error instanceof Malformed && areJson && !isJson(body)) throw error;
      items.push(problemFor(error));
    }
    // Others are to be answered between two stories of a long batch.
    await setImmediate();
  }
  return items;
}

function isJson(body: Buffer): boolean {
  try {
    JSON.parse(body.toString('utf8'));
    return true;
  } catch (error) {
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}

/** Where one story comes several times in a body, each arrives a millisecond after the one before. */
function submissionMaker(request: FastifyRequest, givenKey: string | undefined) {
  const now = Date.now();
  const arrivals = new Map<string, number>();
  const { source } = knock(request);
  return (item: ReadItem | ProblemError, index: number): Submission | ProblemError => {
    if (item instanceof ProblemError) return item;
    const { externalId, ...rest } = item;
    const bodyHash = hashOf(item.body);
    const earlier = arrivals.get(externalId) ?? 0;
    arrivals.set(externalId, earlier + 1);
    const envelope = envelopeFor(request, {
      source,
      externalId,
      key: givenKey === undefined ? ownKey(externalId, bodyHash) : `${givenKey}#${index}`,
      action: 'submit',
      bodyHash,
      received: new Date(now + earlier),
    });
    return { ...rest, envelope };
  };
}

interface Taken {
  readonly item: ItemAnswer;
  readonly acceptance?: Acceptance;
}

async function acceptOrRefuse(
  request: FastifyRequest,
  tools: ServerTools,
  submission: Submission | ProblemError,
): Promise<Taken> {
  if (submission instanceof ProblemError) return refused(request, submission);
  const { submissionId, storyId, source } = submission.envelope;
  try {
    const acceptance = await accept(tools, submission, request.log);
    request.log.info({ submissionId, storyId, source, acceptance }, 'submission');
    return { item: { status: 'received', submissionId, storyId }, acceptance };
  } catch (error) {
    if (error instanceof KeyTaken) return refused(request, problemFor(error));
    throw error;
  }
}

function refused(request: FastifyRequest, { type, message, details }: ProblemError): Taken {
  request.log.info({ source: request.source?.id, type }, 'item refused');
  const { status, title } = problems[type];
  return {
    item: {
      status: 'refused',
      problem: {
        ...{ type: `/problems/${type}`, title, status, detail: message },
        ...(details.errors && { errors: details.errors }),
      },
    },
  };
}
