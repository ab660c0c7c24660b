import { z } from 'zod';
import { TimelineEntry } from './api-answers.ts';
import type { ApiClient } from './api-client.ts';

const Step = TimelineEntry.extend({ storyId: z.string() });
export type Step = z.infer<typeof Step>;

/**
 * Follows GET /v1/events from now on. Ends when the server ends the stream.
 * @param onOpen called once steps can no longer be missed
 */
export async function* followSteps(
  api: ApiClient,
  { signal, onOpen }: { signal: AbortSignal; onOpen: () => void },
): AsyncGenerator<Step> {
  const response = await api.open({
    path: '/v1/events',
    headers: { accept: 'text/event-stream' },
    signal,
  });
  onOpen();
  if (response.body === null) return;
  let pending = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    const messages = (pending + chunk).split(/\r?\n\r?\n/);
    pending = messages.pop() ?? '';
    for (const message of messages) {
      const step = stepOf(message);
      if (step !== undefined) yield step;
    }
  }
}

/** `undefined` for a heartbeat, or an event of another kind. */
function stepOf(message: string): Step | undefined {
  const fields = message.split(/\r?\n/).map((line) => {
    const [, name = '', value = ''] = /^([^:]*):? ?(.*)$/s.exec(line) ?? [];
    return { name, value };
  });
  if (!fields.some(({ name, value }) => name === 'event' && value === 'step')) return undefined;
  const data = fields.filter(({ name }) => name === 'data').map(({ value }) => value);
  return Step.parse(JSON.parse(data.join('\n')));
}
