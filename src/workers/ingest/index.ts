import type { IngestStages } from '../../queues/stage.ts';
import { canaryAsSource, isCanary } from '../../shared/canary.ts';
import type { Services } from '../../shared/services.ts';
import { type IngestTools, ingest } from './ingest.ts';
import { repair } from './repair.ts';

export async function open({
  archive,
  sources,
  newsroom,
  threads,
}: Services): Promise<IngestStages> {
  const senders: IngestTools['sources'] = {
    find: async (id) => (isCanary({ source: id }) ? canaryAsSource : sources.find(id)),
  };
  const tools = { archive, sources: senders, site: newsroom.site, threads };
  return {
    submission: ({ submissionId }, context) => ingest(submissionId, context, tools),
    repair: (ticket, context) => repair(ticket, context, tools),
  };
}
