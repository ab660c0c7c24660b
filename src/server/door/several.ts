import { setImmediate } from 'node:timers/promises';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { accept, KeyTaken } from '../../queues/accept.ts';
import type { Acceptance, Submission } from '../../queues/stage.ts';
import { ownKey } from '../../shared/archive/envelope.ts';
import { Invalid, Malformed } from '../../shared/formats/format.ts';
import { readApart } from '../../shared/reading/read-apart.ts';
import { bytesOf, type ReadBodies, type RefusedStory } from '../../shared/reading/read-bodies.ts';
import { ProblemError, problemFor, problems } from '../problems.ts';
import type { ServerTools } from '../server-tools.ts';
import type { ItemAnswer } from './door-description.ts';
import { envelopeFor, keyOf } from './envelope.ts';
import { knock } from './knock.ts';

/** `POST /hooks/:source/batch` */
export async function submitBatch(
  request: FastifyRequest,
  reply: FastifyReply,
  tools: ServerTools,
): Promise<FastifyReply> {
  const { source, body } = knock(request);
  const contentType = request.headers['content-type'] ?? '';
  const reading = { source, body, contentType, kind: 'batch' } as const;
  const read = await readApart(tools.services.threads, reading);
  return submitSeveral(request, reply, { tools, read });
}

/**
 * Each body a submission of its own, with its own answer. All are read before the first is kept;
 * one that the archive could not keep fails the request, and those kept are repeats the next time.
 */
export async function submitSeveral(
  request: FastifyRequest,
  reply: FastifyReply,
  { tools, read }: { readonly tools: ServerTools; readonly read: ReadBodies },
): Promise<FastifyReply> {
  const givenKey = keyOf(request);
  const submissions = read.stories
    .map((story) =>
      'refusal' in story ? problemOf(story) : { ...story, body: bytesOf(read, story) },
    )
    .map(submissionMaker(request, givenKey));
  const begun: Promise<PromiseSettledResult<Taken>[]>[] = [];
  for (const one of submissions) {
    begun.push(Promise.allSettled([acceptOrRefuse(request, tools, one)]));
    // Others are to be answered between two stories of a long batch.
    await setImmediate();
  }
  const taken = (await Promise.all(begun)).flat().map((one) => {
    if (one.status === 'rejected') throw one.reason;
    return one.value;
  });
  const accepted = taken.flatMap(({ acceptance }) => acceptance ?? []);
  if (accepted.length > 0 && !accepted.includes('new')) reply.header('idempotent-replayed', 'true');
  return reply.code(202).send({ items: taken.map(({ item }) => item) });
}

interface ReadItem {
  readonly body: Buffer;
  readonly bodyHash: string;
  readonly externalId: string;
  readonly headline: string;
  readonly urgency: number | undefined;
}

const problemOf = ({ refusal, faults }: RefusedStory): ProblemError =>
  problemFor(faults === undefined ? new Malformed(refusal) : new Invalid(faults));

/** Where one story comes several times in a body, each arrives a millisecond after the one before. */
function submissionMaker(request: FastifyRequest, givenKey: string | undefined) {
  const now = Date.now();
  const arrivals = new Map<string, number>();
  const { source } = knock(request);
  return (item: ReadItem | ProblemError, index: number): Submission | ProblemError => {
    if (item instanceof ProblemError) return item;
    const { externalId, bodyHash, body, headline, urgency } = item;
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
    return { body, headline, urgency, envelope };
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
