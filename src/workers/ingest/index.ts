import type { SubmissionStage } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { ingest } from './ingest.ts';

export async function open({ archive, sources, newsroom }: Services): Promise<SubmissionStage> {
  const tools = { archive, sources, site: newsroom.site };
  return ({ submissionId }, context) => ingest(submissionId, context, tools);
}
