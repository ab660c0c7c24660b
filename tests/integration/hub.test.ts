import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
/** Topics told, and what the feed said at that moment. */
const told: { readonly topic: string; readonly feed: string }[] = [];
let failures = 2;

/** Is down at first; then it reads each feed that it is told of, as hubs do. */
const hub = createServer((request, response) => {
  void text(request).then(async (body) => {
    failures -= 1;
    if (failures >= 0) return response.writeHead(503).end();
    const topic = new URLSearchParams(body).get('hub.topic') ?? '';
    // The newsroom does not know the port of its edge.
    const feed = await fetch(new URL(new URL(topic).pathname, newsroom.site));
    told.push({ topic, feed: await feed.text() });
    return response.writeHead(204).end();
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${z.object({ port: z.int() }).parse(hub.address()).port}`;
  newsroom = await runningNewsroom({
    environment: { DATELINE_ALLOW_PRIVATE: host },
    site: `feeds:\n  hub: http://${host}/\n`,
  });
});
afterAll(async () => {
  await newsroom.close();
  hub.closeAllConnections();
  hub.close();
});

test('a story is live whatever the hub does, and the hub is told once its feeds have it', async () => {
  const { storyId } = await newsroom.submit({
    externalId: 'hub-1',
    headline: 'The hub hears of a bridge',
    body: '<p>A bridge was opened over the river.</p>',
  });
  await newsroom.until(storyId, 'live');
  const names = ['/feed.xml', '/atom.xml', '/feed.json'];
  const wanted = names.flatMap((file) => [file, `/world${file}`]);
  await patiently(async () => {
    const withStory = told.filter(({ feed }) => feed.includes('The hub hears of a bridge'));
    const topics = withStory.map(({ topic }) => new URL(topic).pathname);
    const missing = wanted.filter((path) => !topics.includes(path));
    return missing.length === 0 ? {} : `has not heard of ${missing.join()}`;
  });
  expect(await newsroom.page('/feed.xml')).toContain('rel="hub"');
});
