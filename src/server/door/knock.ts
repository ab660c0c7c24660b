import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Source } from '../../shared/sources.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose door the request knocks at; `null` elsewhere. */
    source: Source | null;
  }
}

export const DoorParams = z.object({ source: z.string(), externalId: z.string().default('') });

/**
 * Who knocks, with what. A withdrawal is its address alone: a body with it is left unread, so that
 * the signature of a story that was overheard withdraws nothing.
 */
export function knock({ source, body, method }: FastifyRequest): { source: Source; body: Buffer } {
  if (source === null) throw new RangeError('a door without a source');
  const isRead = method !== 'DELETE' && Buffer.isBuffer(body);
  return { source, body: isRead ? body : Buffer.alloc(0) };
}
