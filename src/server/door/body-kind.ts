import type { FastifyRequest } from 'fastify';
import { formats } from '../../shared/formats/formats.ts';
import type { Source } from '../../shared/sources.ts';
import { ProblemError } from '../problems.ts';

const charsets = ['utf-8', 'utf8', 'us-ascii'];

/** Refuses bodies that the source's format cannot be in. A withdrawal's body is never read. */
export function checkBodyKind({ method, headers }: FastifyRequest, source: Source): void {
  // Nothing is unpacked here: a compressed body would be taken for what it is not.
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new ProblemError('unsupported-media-type', 'Send the body without a content encoding.');
  }
  if (method === 'DELETE') return;
  const [media = '', ...parameters] = (headers['content-type'] ?? '').split(';');
  const { contentTypes } = formats[source.format];
  if (!contentTypes.includes(media.trim().toLowerCase())) {
    throw new ProblemError('unsupported-media-type', `Send it as ${contentTypes.join(' or ')}.`);
  }
  if (parameters.some((parameter) => !isReadable(parameter))) {
    throw new ProblemError('unsupported-media-type', 'Send it in UTF-8.');
  }
}

/** Refuses batches that are no JSON; what the format takes has been seen to. */
export function checkIsJson({ headers }: FastifyRequest): void {
  const [media = ''] = (headers['content-type'] ?? '').split(';');
  if (/^application\/([\w.-]+\+)?json$/i.test(media.trim())) return;
  throw new ProblemError('unsupported-media-type', 'Send a batch as a JSON array.');
}

function isReadable(parameter: string): boolean {
  const charset = /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/i.exec(parameter)?.[1];
  return charset === undefined || charsets.includes(charset.toLowerCase());
}
