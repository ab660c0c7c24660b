import { expect, test } from 'vitest';
import type { Card } from '../../../src/shared/archive/publication.ts';
import type { Catalogue } from '../../../src/shared/catalogue/catalogue.ts';
import { affectedFronts, frontsOf, pageSizeOf } from '../../../src/shared/catalogue/front-names.ts';
import { redisCatalogue } from '../../../src/shared/catalogue/redis-catalogue.ts';
import { dirtOf } from '../../../src/workers/publish/dirt-of.ts';
import { newestSealed } from '../../../src/workers/render/sealed-pages.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';
import fc from '../../support/fast-check.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, press } from './support/render-samples.ts';

const redis = emptiedRedis();
const now = () => new Date('2026-11-16T12:00:00Z');
const { pageSize } = press.site;

interface Live {
  /** `null`: withdrawn. */
  card: Card | null;
  numbers: Record<string, number>;
}

/** A newsroom in small: its catalogue, what the heads say, and the objects in the site. */
class Newsroom {
  readonly heads = new Map<string, Live>();
  readonly site = new Map<string, string>();
  readonly fronts = new Set<string>();
  catalogue: Catalogue = redisCatalogue(redis.client);

  async change(storyId: string, card: Card | null): Promise<void> {
    const head = this.heads.get(storyId) ?? { card: null, numbers: {} };
    const fronts = card === null ? [] : frontsOf(card);
    const affected = affectedFronts(head.card === null ? [] : frontsOf(head.card), fronts);
    const given = await this.catalogue.assignNumbers(storyId, fronts, head.numbers);
    const numbers = { ...head.numbers, ...given };
    const release = { ...{ schema: 1, storyId, revision: 1, pass: 1, objects: [], deletes: [] } };
    const dirt = dirtOf({ ...release, schema: 1, affected, numbers }, pageSize);
    if (card === null) await this.catalogue.remove(storyId, affected, dirt);
    else await this.catalogue.list(card, { fronts, numbers, former: affected, related: {} }, dirt);
    this.heads.set(storyId, { card, numbers });
    for (const front of affected) this.fronts.add(front);
  }

  /** Renders what is dirty and puts it into the site, as the workers do. */
  async renderDirty(): Promise<void> {
    for (const front of await this.catalogue.dirtyFronts()) {
      const marks = await this.catalogue.dirt(front);
      await this.print(front, marks);
      const size = pageSizeOf(front, pageSize);
      await this.catalogue.noteSealed(
        front,
        newestSealed(await this.catalogue.highest(front), size),
      );
      await this.catalogue.clean(front, marks);
    }
  }

  async print(front: string, dirt: Record<string, string>): Promise<void> {
    const { catalogue } = this;
    const wordsOf = async ({ storyId, modified }: Card) => [storyId, modified.replace(/\W/g, '')];
    const [textOf, formerKeys] = [async () => undefined, async () => []];
    const tools = { ...press, catalogue, dirt, textOf, wordsOf, formerKeys, now };
    for (const { key, body, metadata } of await renderFront(front, tools)) {
      this.site.set(key, `${metadata.status ?? 200} ${body}`);
    }
  }

  /** The same stories in an empty catalogue, every page of every front printed anew. */
  async fromScratch(): Promise<Newsroom> {
    await redis.client.flushall();
    const anew = new Newsroom();
    const turn = await anew.catalogue.startRebuild();
    for (const [storyId, { card, numbers }] of this.heads) {
      await anew.catalogue.assignNumbers(storyId, Object.keys(numbers), numbers);
      const former = Object.keys(numbers);
      if (card === null) await anew.catalogue.remove(storyId, former, []);
      else
        await anew.catalogue.list(
          card,
          { fronts: frontsOf(card), numbers, former, related: {} },
          [],
        );
    }
    await turn?.finish();
    for (const front of this.fronts) await anew.print(front, { front: 'x' });
    return anew;
  }
}

const change = fc.record({
  story: fc.nat({ max: 14 }),
  what: fc.constantFrom('publish', 'publish', 'publish', 'withdraw'),
  section: fc.constantFrom('world', 'economy'),
  keywords: fc.subarray(['Rivers', 'rivers', 'Dams', 'رودخانه', '🔥']),
  author: fc.constantFrom('Jane Doe', 'JANE DOE', 'Li Wei'),
  headline: fc.constantFrom('Flood', 'Flood warning lifted', 'Dam opens'),
  isShown: fc.boolean(),
});

test('after any changes every front is what it would be if it were made from scratch', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 20, maxLength: 60 }), async (changes) => {
      await redis.client.flushall();
      const newsroom = new Newsroom();
      await (await newsroom.catalogue.startRebuild())?.finish();
      for (const [
        at,
        { story, what, section, keywords, author, headline, isShown },
      ] of changes.entries()) {
        const modified = new Date(Date.UTC(2026, 10, 16, 0, at)).toISOString();
        const card = aCard(story + 1, { section, keywords, authors: [{ name: author }], headline });
        await newsroom.change(card.storyId, what === 'withdraw' ? null : { ...card, modified });
        if (isShown && at % 4 === 0) await newsroom.renderDirty();
      }
      await newsroom.renderDirty();
      const anew = await newsroom.fromScratch();
      expect([...newsroom.site.keys()].toSorted()).toEqual([...anew.site.keys()].toSorted());
      for (const [key, body] of anew.site) expect(newsroom.site.get(key), key).toBe(body);
    }),
    { numRuns: 6 },
  );
});
