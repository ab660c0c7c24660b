/**
 * What one changed story costs at 10,000 live ones: CPU of rendering each front that it touches, with
 * a Redis of its own and no store. `npm run bench:fronts [stories]`; prints one JSON line a front.
 */
import { Redis } from 'ioredis';
import type { Card } from '../src/shared/archive/publication.ts';
import { affectedFronts, frontsOf } from '../src/shared/catalogue/front-names.ts';
import { redisCatalogue } from '../src/shared/catalogue/redis-catalogue.ts';
import { dirtOf } from '../src/workers/publish/dirt-of.ts';
import { renderFront } from '../src/workers/render/fronts.ts';
import { privateRedis } from '../tests/support/private-redis.ts';
import { aCard, press } from '../tests/workers/render/support/render-samples.ts';

const stories = Number(process.argv[2] ?? 10_000);
const topics = 500;
const rounds = 5;

const site = { ...press.site, pageSize: 30 };

/** Ten a day, with five topics each and one of forty authors. */
function card(n: number): Card {
  const firstPublished = new Date(Date.UTC(2024, 0, 1) + n * 2.4 * 3_600_000).toISOString();
  const keywords = Array.from({ length: 5 }, (_, at) => `topic ${(n * 7 + at * 101) % topics}`);
  const authors = [{ name: `Author ${n % 40}` }];
  return aCard(n, { firstPublished, modified: firstPublished, keywords, authors });
}

const server = await privateRedis();
const client = new Redis(server.url.slice('unix:'.length));
const catalogue = redisCatalogue(client);
await (await catalogue.startRebuild())?.finish();

async function list(one: Card): Promise<string[]> {
  const fronts = frontsOf(one);
  const numbers = await catalogue.assignNumbers(one.storyId, fronts, {});
  const affected = affectedFronts([], fronts);
  const release = { schema: 1, storyId: one.storyId, revision: 1, pass: 1 } as const;
  const dirt = dirtOf({ ...release, objects: [], deletes: [], affected, numbers }, site.pageSize);
  await catalogue.list(one, { fronts, numbers, former: affected, related: {} }, dirt);
  return affected;
}

for (let n = 1; n <= stories; n += 1) await list(card(n));
for (const front of await catalogue.dirtyFronts()) {
  const size = front === 'search' ? 1000 : site.pageSize;
  await catalogue.noteSealed(front, Math.floor((await catalogue.highest(front)) / size));
  await catalogue.clean(front, await catalogue.dirt(front));
}

const totals = new Map<string, { cpu: number; objects: number }>();
for (let round = 1; round <= rounds; round += 1) {
  for (const front of await list(card(stories + round))) {
    const marks = await catalogue.dirt(front);
    const tools = { ...press, site, catalogue, dirt: marks };
    const before = process.cpuUsage();
    const objects = await renderFront(front, {
      ...tools,
      textOf: async () => undefined,
      now: () => new Date(),
    });
    const { user, system } = process.cpuUsage(before);
    const kind = front.split('/', 1)[0] ?? '';
    const known = totals.get(kind) ?? { cpu: 0, objects: 0 };
    totals.set(kind, {
      cpu: known.cpu + (user + system) / 1000 / rounds,
      objects: known.objects + objects.filter(({ kind: of }) => of !== 'asset').length / rounds,
    });
    await catalogue.clean(front, marks);
  }
}
for (const [fronts, { cpu, objects }] of totals) {
  const line = { stories, fronts, cpuMs: Math.round(cpu * 10) / 10, objects };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
client.disconnect();
await server.close();
