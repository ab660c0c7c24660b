import type { IngestStages } from '../../queues/stage.ts';
import type { Services } from '../../shared/services.ts';
import { ingest } from './ingest.ts';
import { repair } from './repair.ts';

export async function open({
  archive,
  sources,
  newsroom,
  threads,
}: Services): Promise<IngestStages> {
  const tools = { archive, sources, site: newsroom.site, threads };
  return {
    submission: ({ submissionId }, context) => ingest(submissionId, context, tools),
    repair: (ticket, context) => repair(ticket, context, tools),
  };
}
