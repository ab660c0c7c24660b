import { z } from 'zod';
import { BlockedList } from './blocked-list.ts';
import { Site } from './newsroom.ts';
import { Sources } from './source-declaration.ts';
import { SubscribersFile } from './subscribers/subscriber-declaration.ts';

const files = {
  site: { schema: Site, title: 'newsroom/site.yaml' },
  sources: { schema: Sources, title: 'newsroom/sources.yaml' },
  subscribers: { schema: SubscribersFile, title: 'newsroom/subscribers.yaml' },
  'moderation-list': { schema: BlockedList, title: 'newsroom/moderation/*.yaml' },
} as const;

/**
 * JSON Schemas of the newsroom's files, by the names they are published under. What a schema cannot
 * say (a section that is not there, a term twice) `dateline check` says.
 */
export const newsroomSchemas = (): Readonly<Record<keyof typeof files, object>> => ({
  site: schemaOf(files.site),
  sources: schemaOf(files.sources),
  subscribers: schemaOf(files.subscribers),
  'moderation-list': schemaOf(files['moderation-list']),
});

const schemaOf = ({ schema, title }: { schema: z.ZodType; title: string }): object => ({
  title,
  ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
});
