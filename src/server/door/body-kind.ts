import type { FastifyRequest } from 'fastify';
import { charsetOf, encodingNamed } from '../../shared/formats/charset.ts';
import { formats } from '../../shared/formats/formats.ts';
import { boundaryOf } from '../../shared/reading/form-parts.ts';
import type { Source } from '../../shared/sources.ts';
import { ProblemError } from '../problems.ts';

/** JSON and forms are read in UTF-8 alone. */
const utf8Only = /json$|^application\/x-www-form-urlencoded$/i;

/** Refuses bodies that the source's format cannot be in. A withdrawal's body is never read. */
export function checkBodyKind({ method, headers }: FastifyRequest, source: Source): void {
  // Nothing is unpacked here: a compressed body would be taken for what it is not.
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new ProblemError('unsupported-media-type', 'Send the body without a content encoding.');
  }
  if (method === 'DELETE') return;
  const contentType = headers['content-type'] ?? '';
  const media = contentType.split(';', 1)[0] ?? '';
  if (media.trim().toLowerCase() === 'multipart/form-data') {
    if (boundaryOf(contentType) !== undefined) return;
    throw new ProblemError('unsupported-media-type', 'The content type must name the boundary.');
  }
  const { contentTypes } = formats[source.format];
  if (!contentTypes.includes(media.trim().toLowerCase())) {
    throw new ProblemError('unsupported-media-type', `Send it as ${contentTypes.join(' or ')}.`);
  }
  const charset = charsetOf(contentType);
  const known = encodingNamed(charset);
  if (charset === undefined || charset === 'us-ascii' || known === 'utf-8') return;
  if (known === undefined || utf8Only.test(media.trim())) {
    throw new ProblemError('unsupported-media-type', 'Send it in UTF-8.');
  }
}

/** Refuses batches that are no JSON; what the format takes has been seen to. */
export function checkIsJson({ headers }: FastifyRequest): void {
  const [media = ''] = (headers['content-type'] ?? '').split(';');
  if (/^application\/([\w.-]+\+)?json$/i.test(media.trim())) return;
  throw new ProblemError('unsupported-media-type', 'Send a batch as a JSON array.');
}
