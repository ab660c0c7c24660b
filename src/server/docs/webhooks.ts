import { z } from 'zod';
import { StoryEvent } from '../../shared/subscribers/subscriber-declaration.ts';
import { notice } from './subscriber-examples.ts';

/** When each is sent. */
const summaries: Readonly<Record<StoryEvent, string>> = {
  'story.live': 'A pass of a story is readable on the site',
  'story.held': 'A story waits for a person; what was live of it stays live',
  'story.rejected': 'A story will not run',
  'story.withdrawn': 'A story was taken down; `url` is where it was',
  'story.failed': 'A pass was given up after retries; what was live of it stays live',
};

const Notice = z.object({
  type: StoryEvent,
  timestamp: z.iso.datetime().describe('When it happened'),
  data: z.object({
    storyId: z.string(),
    source: z.string(),
    externalId: z.string().describe('The source’s own id'),
    headline: z.string(),
    state: z.string(),
    revision: z.int().describe('0 where a story was withdrawn before it came'),
    pass: z.int().describe('Grows with each trip of a story: what is older has been overtaken'),
    url: z.string().nullable(),
    because: z.array(z.string()).describe('Why, in words an editor can read'),
  }),
});

const header = (name: string, description: string) => ({
  ...{ name, in: 'header', required: true, description },
  schema: { type: 'string' },
});

/** What subscribers are sent (OpenAPI `webhooks`). */
export const webhooks: Readonly<Record<string, object>> = Object.fromEntries(
  StoryEvent.options.map((event) => [event, { post: sent(event) }]),
);

function sent(event: StoryEvent): object {
  const state = event.slice('story.'.length);
  const url = event === 'story.live' || event === 'story.withdrawn' ? notice.data.url : null;
  const data = { ...notice.data, state, url };
  const { $schema: _, ...schema } = z.toJSONSchema(Notice, { unrepresentable: 'any' });
  return {
    ...{ tags: ['subscribers'], summary: summaries[event] },
    parameters: [
      header('webhook-id', 'The same in every try: take each id once'),
      header('webhook-timestamp', 'Seconds since 1970, of this try'),
      header('webhook-signature', '`v1,` and a signature; several while a secret is rotated'),
    ],
    requestBody: {
      content: { 'application/json': { schema, example: { ...notice, type: event, data } } },
    },
    responses: {
      '2XX': { description: 'Taken; whatever comes with it is not read' },
      '410': { description: 'Send no more: the subscriber is disabled' },
      default: { description: 'Tried again; `Retry-After` of 429 and 503 is honoured' },
    },
  };
}
