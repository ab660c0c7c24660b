import { request } from 'undici';
import { z } from 'zod';
import { signWebhook } from '../../src/shared/standard-webhooks.ts';
import { removeData, startUp, type UpProcess } from '../../tests/support/up-process.ts';
import { nextStory } from './knocking.ts';

export interface Repeats {
  readonly sent: number;
  /** Answers by their kind: `202 new`, `202 replayed`, or the status. */
  readonly answers: Readonly<Record<string, number>>;
  readonly submissions: number;
  readonly stories: number;
}

const Receipt = z.object({ submissionId: z.string() });
const StoryList = z.object({ items: z.array(z.object({ revision: z.int() })) });

/** The same webhook many times at once, at a whole newsroom. */
export async function repeat(times: number): Promise<Repeats> {
  const up = await startUp({ environment: { DATELINE_DOOR_RATE: '100000/1000000' } });
  try {
    const secret = await addSource(up);
    const { id, body } = nextStory();
    const headers = {
      'content-type': 'application/json',
      ...signWebhook(secret, { id, at: new Date(), body }),
    };
    const answers: Record<string, number> = {};
    const submissions = new Set<string>();
    await Promise.all(
      Array.from({ length: times }, async () => {
        const answer = await request(`${up.http}/hooks/bench`, { method: 'POST', headers, body });
        const text = await answer.body.text();
        const kind = answer.headers['idempotent-replayed'] === 'true' ? 'replayed' : 'new';
        const name = answer.statusCode === 202 ? `202 ${kind}` : String(answer.statusCode);
        answers[name] = (answers[name] ?? 0) + 1;
        if (answer.statusCode === 202)
          submissions.add(Receipt.parse(JSON.parse(text)).submissionId);
      }),
    );
    return { sent: times, answers, submissions: submissions.size, stories: await storiesOf(up) };
  } finally {
    await up.stop();
    await removeData(up.folder);
  }
}

async function addSource({ http, token }: UpProcess): Promise<string> {
  const answer = await request(`${http}/v1/sources`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: 'bench', rateLimit: { perSecond: 100_000, burst: 100_000 } }),
  });
  return z.object({ secret: z.string() }).parse(await answer.body.json()).secret;
}

/** Revisions of the source's stories, once the queues have had time for a second one. */
async function storiesOf({ http, token }: UpProcess): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 3000));
  const answer = await request(`${http}/v1/stories?source=bench`, {
    headers: { authorization: `Bearer ${token}` },
  });
  const { items } = StoryList.parse(await answer.body.json());
  return items.reduce((sum, { revision }) => sum + revision, 0);
}
