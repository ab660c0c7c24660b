import { keys } from '../../../shared/archive/keys.ts';
import { decodeSubmission, type StoredSubmission } from '../../../shared/archive/submission.ts';
import { ProblemError } from '../../problems.ts';
import type { ServerTools } from '../../server-tools.ts';
import { type Html, html } from '../html.ts';

/** Bytes of a body that a page shows. */
const MOST_BYTES = 64 * 1024;

/** A story's submission, as the archive has it. Throws the problem `not-found`. */
export async function readSubmissionOf(
  { services: { archive } }: ServerTools,
  { storyId, source, submissionId }: { storyId: string; source: string; submissionId: string },
): Promise<StoredSubmission> {
  const known = await archive.key(source, submissionId);
  const found =
    (known && (await archive.store.get(keys.submission(known.received, submissionId)))) ??
    (await archive.store.get(keys.inbox(submissionId)));
  const submission = found && decodeSubmission(found.body);
  if (submission?.envelope.storyId === storyId) return submission;
  throw new ProblemError('not-found', 'This story has no such submission.');
}

/** What a source sent, byte for byte as text; secrets and signatures were never kept. */
export function submissionPage(storyId: string, { envelope, body }: StoredSubmission): Html {
  const shown = body.subarray(0, MOST_BYTES);
  const isText = !shown.includes(0);
  const facts = {
    Received: envelope.received,
    Source: envelope.source,
    'Content-Type': envelope.contentType,
    Does: envelope.action,
    'Idempotency key': envelope.idempotencyKey,
    Request: envelope.requestId,
    'SHA-256': envelope.bodyHash,
    Bytes: String(body.length),
  };
  return html`<p class="back"><a href="/desk/stories/${storyId}">The story</a></p>
<h1>Submission <code>${envelope.submissionId}</code></h1>
<dl class="facts">${Object.entries(facts).map(([name, value]) => html`<div><dt>${name}</dt><dd dir="auto">${value}</dd></div>`)}</dl>
<section class="box"><h2>Body, as received</h2>
${
  isText
    ? html`<pre class="raw" tabindex="0" dir="auto">${shown.toString('utf8')}</pre>`
    : html`<p class="quiet">It is not text.</p>`
}
${body.length > MOST_BYTES && html`<p class="meta">The first ${MOST_BYTES / 1024} of ${Math.ceil(body.length / 1024)} KiB.</p>`}
</section>`;
}
