import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';
import { run } from './terminal.ts';

let newsroom: RunningNewsroom;
let environment: Record<string, string>;
const ids: string[] = [];
beforeAll(async () => {
  newsroom = await runningNewsroom();
  environment = { DATELINE_API_URL: newsroom.http, DATELINE_API_TOKEN: newsroom.token };
  for (const externalId of ['first', 'second']) {
    const body = `<p style="display:none"><a href="https://x.example/">slot gacor</a></p><p>Rain in ${externalId}.</p>`;
    const { storyId } = await newsroom.submit({ externalId, headline: `Rain ${externalId}`, body });
    await newsroom.until(storyId, 'held');
    ids.push(storyId);
  }
});
afterAll(() => newsroom.close());

test('review lists what is held, the oldest first', async () => {
  const { code, out } = await run(['review', '--json'], { environment });
  expect(code).toBe(0);
  expect(JSON.parse(out[0] ?? '').map(({ storyId }: { storyId: string }) => storyId)).toEqual(ids);
  const { out: lines } = await run(['review', '--source', 'demo'], { environment });
  expect(lines[1]).toContain('Rain first');
  expect((await run(['review', '--source', 'nobody'], { environment })).out).toEqual([
    'Nothing is held.',
  ]);
});

test('moderation test says what terms would find, and holds nothing', async () => {
  const words = ['moderation', 'test', 'rain*', '--action', 'reject', '--last', '10'];
  const { code, out } = await run(words, { environment });
  expect(code).toBe(0);
  expect(out[0]).toBe('2 stories, 2 with another verdict');
  expect(out.join('\n')).toContain(`${ids[0]}  held → rejected  Rain first`);
});

test('a dry run under the rules in force changes nothing', async () => {
  const { out } = await run(['moderation', 'dry-run', '--json'], { environment });
  expect(JSON.parse(out[0] ?? '')).toMatchObject({ looked: 2, changed: 0, items: [] });
});

test('remoderate sends one story, or all held ones, through moderation again', async () => {
  const one = await run(['remoderate', ids[0] ?? '', '--reason', 'again'], { environment });
  expect([one.code, one.err]).toEqual([0, []]);
  expect((await newsroom.until(ids[0] ?? '', 'held')).pass).toBe(2);
  const all = await run(['remoderate', '--held', '--reason', 'lists', '--json'], { environment });
  expect(JSON.parse(all.out[0] ?? '')).toEqual({ found: 2, sent: 2, skipped: 0, more: false });
  for (const words of [[], ['x', '--held']]) {
    expect((await run(['remoderate', ...words, '--reason', 'r'], { environment })).code).toBe(2);
  }
});
