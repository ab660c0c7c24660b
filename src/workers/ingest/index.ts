import type { SubmissionStage } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { ingest } from './ingest.ts';

export async function open({
  archive,
  sources,
  newsroom,
  threads,
}: Services): Promise<SubmissionStage> {
  const tools = { archive, sources, site: newsroom.site, threads };
  return ({ submissionId }, context) => ingest(submissionId, context, tools);
}
