import { Redis } from 'ioredis';
import type { Card } from '../../src/shared/archive/publication.ts';
import type { Catalogue } from '../../src/shared/catalogue/catalogue.ts';
import {
  affectedFronts,
  frontsOf,
  kindOf,
  pageSizeOf,
} from '../../src/shared/catalogue/front-names.ts';
import { redisCatalogue } from '../../src/shared/catalogue/redis-catalogue.ts';
import { dirtOf } from '../../src/workers/publish/dirt-of.ts';
import { privateRedis } from '../../tests/support/private-redis.ts';
import { renderFront } from '../../tests/workers/render/support/render-front.ts';
import { aCard, press } from '../../tests/workers/render/support/render-samples.ts';
import type { Measured } from '../row.ts';

const topics = 500;
const rounds = 5;
/** Different words in the news of some years. */
const vocabulary = 100_000;

const site = { ...press.site, pageSize: 30 };

/** Ten a day, with five topics each and one of forty authors. */
function card(n: number): Card {
  const firstPublished = new Date(Date.UTC(2024, 0, 1) + n * 2.4 * 3_600_000).toISOString();
  const keywords = Array.from({ length: 5 }, (_, at) => `topic ${(n * 7 + at * 101) % topics}`);
  const authors = [{ name: `Author ${n % 40}` }];
  return aCard(n, { firstPublished, modified: firstPublished, keywords, authors });
}

/**
 * What one new story with five topics costs: CPU of rendering each kind of front that it touches,
 * with a Redis of its own and no store.
 */
export async function measureFronts(stories: number): Promise<Measured> {
  const server = await privateRedis();
  const client = new Redis(server.url.slice('unix:'.length));
  try {
    const catalogue = redisCatalogue(client);
    await (await catalogue.startRebuild())?.finish();
    for (let n = 1; n <= stories; n += 1) await list(catalogue, card(n));
    await cleanAll(catalogue);
    const totals = new Map<string, number>();
    for (let round = 1; round <= rounds; round += 1) {
      for (const front of await list(catalogue, card(stories + round))) {
        const kind = kindOf(front);
        totals.set(kind, (totals.get(kind) ?? 0) + (await cpuOfFront(catalogue, front)) / rounds);
      }
    }
    return [...totals].map(([kind, value]) => ({
      what: `front of a new story at ${stories} live rendered: ${kind}`,
      ...{ value, unit: 'ms' },
    }));
  } finally {
    client.disconnect();
    await server.close();
  }
}

/** As those of a story of 700 words: some 350 different ones, of which a few are in every story. */
function wordsIn(storyId: string): string {
  const words = new Set<string>();
  let chance = Number(/\d+/.exec(storyId)?.[0]);
  for (let at = 0; at < 700; at += 1) {
    chance = (Math.imul(chance, 1_664_525) + 1_013_904_223) >>> 0;
    words.add(
      `w${Math.floor(vocabulary ** (chance / 2 ** 32)).toString(36)}`.split('').reverse().join(''),
    );
  }
  return [...words].join(' ');
}

/** By story, as the worker keeps them. */
const texts = new Map<string, string>();

async function list(catalogue: Catalogue, one: Card): Promise<string[]> {
  texts.set(one.storyId, wordsIn(one.storyId));
  const fronts = frontsOf(one);
  const numbers = await catalogue.assignNumbers(one.storyId, fronts, {});
  const affected = affectedFronts([], fronts);
  const release = { schema: 1, storyId: one.storyId, revision: 1, pass: 1 } as const;
  const dirt = dirtOf({ ...release, objects: [], deletes: [], affected, numbers }, site.pageSize);
  await catalogue.list(one, { fronts, numbers, former: affected, related: {} }, dirt);
  return affected;
}

async function cleanAll(catalogue: Catalogue): Promise<void> {
  for (const front of await catalogue.dirtyFronts()) {
    const newest = Math.floor((await catalogue.highest(front)) / pageSizeOf(front, site.pageSize));
    await catalogue.noteSealed(front, newest);
    await catalogue.clean(front, await catalogue.dirt(front));
  }
}

/** Milliseconds. */
async function cpuOfFront(catalogue: Catalogue, front: string): Promise<number> {
  const dirt = await catalogue.dirt(front);
  const before = process.cpuUsage();
  await renderFront(front, {
    ...{ ...press, site, catalogue, dirt },
    textOf: async () => undefined,
    wordsOf: async ({ storyId }) => texts.get(storyId)?.split(' ') ?? [],
    formerKeys: async () => [],
    now: () => new Date(),
  });
  const { user, system } = process.cpuUsage(before);
  await catalogue.clean(front, dirt);
  return (user + system) / 1000;
}
