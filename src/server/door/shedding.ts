import { Transform } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics.ts';
import { ProblemError } from '../problems.ts';
import type { Load, Strain } from './load.ts';

/**
 * Bodies up to this are counted whole as they are announced; larger ones as they come, so that who
 * only announces them takes nobody's room.
 */
const SMALL_BYTES = 64 * 1024;

const sentences: Record<Strain, string> = {
  loop: 'The server is busy',
  memory: 'The server is short of memory',
  bodies: 'Too many large bodies are under way',
};

interface Shedding {
  readonly load: Load;
  readonly metrics: Pick<Metrics, 'shed' | 'bodyBytes'>;
  /** Larger bodies are refused anyway. */
  readonly mostBytes: number;
}

/** Refuses requests that the process cannot bear, as a rule before their bodies are read. */
export function shedLoad(scope: FastifyInstance, { load, metrics, mostBytes }: Shedding): void {
  function refuse(strain: Strain): ProblemError {
    metrics.shed.inc({ reason: strain });
    const detail = `${sentences[strain]}. Nothing is lost: send it again.`;
    return new ProblemError('unavailable', detail);
  }

  /** Until the request is answered or its sender has hung up. */
  function holdFor(reply: FastifyReply): (bytes: number) => void {
    const { add, letGo } = load.hold();
    const show = () => metrics.bodyBytes.set(load.held());
    reply.raw.once('close', () => {
      letGo();
      show();
    });
    return (bytes) => {
      add(bytes);
      show();
    };
  }

  scope.addHook('onRequest', async (request, reply) => {
    const announced = announcedBytes(request) ?? 0;
    if (announced > mostBytes) return;
    const strain = load.strainWith(announced);
    if (strain !== undefined) throw refuse(strain);
    if (announced > 0 && announced <= SMALL_BYTES) holdFor(reply)(announced);
  });
  scope.addHook('preParsing', async (request, reply, payload) => {
    if ((announcedBytes(request) ?? SMALL_BYTES + 1) <= SMALL_BYTES) return payload;
    const hold = holdFor(reply);
    const counted = new Transform({
      transform(chunk: Buffer, _encoding, done) {
        const strain = load.strainWith(chunk.length);
        // Slow turns pass; a body that is half here would have to come again.
        if (strain === undefined || strain === 'loop') {
          hold(chunk.length);
          return done(null, chunk);
        }
        // The rest is read and forgotten, so that the answer is not lost on the way.
        payload.resume();
        done(refuse(strain));
      },
    });
    payload.once('error', (error) => counted.destroy(error));
    return payload.pipe(counted);
  });
}

/** `undefined` where a body of unknown length follows. */
function announcedBytes({ headers }: FastifyRequest): number | undefined {
  if (headers['transfer-encoding'] !== undefined) return undefined;
  return Number(headers['content-length'] ?? 0);
}
