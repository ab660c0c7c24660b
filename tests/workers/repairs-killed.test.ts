import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { decide } from '../../src/queues/decide.ts';
import { StaleDecision } from '../../src/queues/decision.ts';
import type { Queues } from '../../src/queues/queues.ts';
import type { QueueName } from '../../src/queues/route.ts';
import { jobIdFor, type Ticket } from '../../src/queues/tickets.ts';
import { type Archive, openArchive } from '../../src/shared/archive/archive.ts';
import { keys } from '../../src/shared/archive/keys.ts';
import { openPass } from '../../src/shared/archive/open-pass.ts';
import { endPass } from '../../src/shared/archive/passes.ts';
import { openDirectory } from '../../src/shared/object-store/directory.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { SourceDeclaration } from '../../src/shared/source-declaration.ts';
import { open as openIngest } from '../../src/workers/ingest/index.ts';
import { open as openModeration } from '../../src/workers/moderation/index.ts';
import type { QueueWork } from '../../src/workers/run-queue.ts';
import { type Desks, storyWork } from '../../src/workers/story-work.ts';
import { submissionWork } from '../../src/workers/submission-work.ts';
import { sweep } from '../../src/workers/sweep.ts';
import { type SmallNewsroom, smallNewsroom } from '../server/small-newsroom.ts';
import { listKeys } from '../support/list-keys.ts';
import { anOpening, aStory } from '../support/story-samples.ts';

let newsroom: SmallNewsroom;
let moderation: Awaited<ReturnType<typeof openModeration>>;
beforeAll(async () => {
  newsroom = await smallNewsroom();
  const { sources } = newsroom.services;
  await sources.add(SourceDeclaration.parse({ id: 'trusted', moderation: { repairs: 'apply' } }));
  moderation = await openModeration(newsroom.services);
});
afterAll(async () => {
  await moderation.close();
  await newsroom.close();
});

const hidden = '<div style="display:none"><a href="https://slot.example/">situs toto</a></div>';
const news = '<p>The bridge was opened on Monday, and the first lorries crossed at noon.</p>';

/** The process is gone: nothing that it would have done after this is done. */
class Killed extends Error {}

/** What a process does to the world one after the other, until its time has come. */
class Life {
  left: number;
  readonly #pending = new Set<Promise<unknown>>();

  constructor(deeds: number) {
    this.left = deeds;
  }

  async deed<T>(does: () => Promise<T>): Promise<T> {
    if (this.left <= 0) throw new Killed();
    this.left -= 1;
    const done = does();
    this.#pending.add(done);
    return done.finally(() => this.#pending.delete(done));
  }

  look(): void {
    if (this.left <= 0) throw new Killed();
  }

  /** What was under way as it died has been done. */
  async over(): Promise<void> {
    await Promise.allSettled(this.#pending);
  }
}

function mortal(store: ObjectStore, life: Life): ObjectStore {
  const looks = new Set(['get', 'head', 'list']);
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(target, name);
      if (typeof method !== 'function') return method;
      return (...given: unknown[]) => {
        const does = async () => Reflect.apply(method, target, given);
        if (!looks.has(String(name))) return life.deed(does);
        life.look();
        // A listing is no promise.
        return Reflect.apply(method, target, given);
      };
    },
  });
}

interface Job {
  readonly queue: QueueName;
  readonly ticket: Ticket;
}

/** Redis, as far as a story's trip needs it: each ticket once. */
class Waiting {
  readonly jobs = new Map<string, Job>();
  readonly #storyId: string;

  constructor(storyId: string) {
    this.#storyId = storyId;
  }

  add(queue: QueueName, ticket: Ticket): void {
    this.jobs.set(`${queue} ${jobIdFor(ticket)}`, { queue, ticket });
  }

  queues(life: Life): Queues {
    const add = async (queue: QueueName, ticket: Ticket) => {
      // The other stories of the archive have their own.
      if (!('storyId' in ticket) || ticket.storyId !== this.#storyId) return;
      await life.deed(async () => this.add(queue, ticket));
    };
    return {
      send: add,
      sendFront: async () => {},
      remove: async () => true,
      waiting: async () => 0,
      resend: async (queue, ticket) => add(queue, ticket).then(() => true),
      ask: async () => '',
      state: async () => 'gone',
      all: new Map(),
      close: async () => {},
    };
  }
}

interface World {
  readonly waiting: Waiting;
  readonly storyId: string;
  /** What a person does about the story, if one has to. */
  readonly person: (tools: Desks) => Promise<void>;
}

/** A process of the newsroom: works what waits, until nothing does or it is killed. */
async function live({ waiting, person }: World, deeds: number): Promise<boolean> {
  const life = new Life(deeds);
  const store = mortal(openDirectory(join(newsroom.stores.folder, 'archive')), life);
  const archive = openArchive(store);
  const catalogue = {
    ...newsroom.services.catalogue,
    dirtyFronts: async () => [],
    spells: async () => [],
  };
  const services = { ...newsroom.services, archive, catalogue };
  const desks = { services, queues: waiting.queues(life) };
  const works = new Map<QueueName, QueueWork>([
    ['ingest', submissionWork(await openIngest(services), desks)],
    ['moderation', storyWork('moderation', moderation.moderation, desks)],
  ]);
  try {
    await person(desks);
    await sweep(desks, -60_000);
    await workAll(waiting, works);
    return true;
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return false;
  } finally {
    await life.over();
  }
}

async function workAll({ jobs }: Waiting, works: ReadonlyMap<QueueName, QueueWork>): Promise<void> {
  const run = {
    trace() {},
    waitMs: 0,
    attempt: 1,
    isLastAttempt: false,
    signal: new AbortController().signal,
  };
  for (;;) {
    const next = [...jobs].find(([, { queue }]) => works.has(queue));
    if (next === undefined) return;
    const [id, { queue, ticket }] = next;
    await works.get(queue)?.work(ticket, { ...run, priority: 1 });
    // Acknowledged last: what dies before is worked again.
    jobs.delete(id);
  }
}

const idOf = (name: string, deeds: number): string =>
  `${name}${deeds}`.replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '').padEnd(20, 'z');

/** A story that waits for moderation, as ingest leaves it. */
async function submitted(storyId: string, source: string): Promise<Waiting> {
  const story = aStory({ storyId, source, submittedBody: hidden + news, body: news });
  const removed = [
    {
      ...{ kind: 'hidden' as const, how: 'display:none', text: 'situs toto' },
      links: ['https://slot.example/'],
      offset: 0,
      length: hidden.length,
    },
  ];
  await openPass(newsroom.stores.archive, storyId, () => anOpening({ ...story, removed }));
  const waiting = new Waiting(storyId);
  waiting.add('moderation', { kind: 'story', storyId, revision: 1, pass: 1 });
  return waiting;
}

/** Exactly one repaired revision went on, to exactly one place; all that was before it is there. */
async function expectOneRepair(world: World, deeds: number): Promise<void> {
  const { waiting, storyId } = world;
  const archive: Archive = newsroom.stores.reopened();
  const head = (await archive.head(storyId))?.head;
  const { derived, submittedBody } = await archive.revision(storyId, head?.revision ?? 0);
  expect([deeds, submittedBody, derived?.from, head?.ended]).toEqual([deeds, news, 1, null]);
  expect((await archive.revision(storyId, 1)).submittedBody).toBe(hidden + news);
  const gone = [...waiting.jobs.values()];
  const ticket = { kind: 'story', storyId, revision: head?.revision, pass: head?.pass };
  expect([deeds, gone]).toEqual([deeds, [{ queue: 'render', ticket }]]);
  const judged = (await listKeys(archive.store, `stories/${storyId}/passes/`)).filter((key) =>
    key.endsWith('/moderation.json'),
  );
  expect([deeds, judged.length]).toEqual([deeds, 2]);
  const openOf = () => listKeys(archive.store, `open/${storyId}`);
  expect(await openOf()).toContain(keys.open(storyId, head?.pass ?? 0));
  // Numbers of passes that a dead process had taken are let go of once the story has ended.
  await endPass(archive, { storyId, pass: head?.pass ?? 0 }, { state: 'rejected', because: [] });
  await live(world, Number.POSITIVE_INFINITY);
  expect([deeds, await openOf()]).toEqual([deeds, []]);
}

/** Kills a process after each deed in turn, then lets others go on; with Redis kept, or emptied. */
async function drill(name: string, worldOf: (storyId: string) => Promise<World>): Promise<number> {
  for (let deeds = 1; ; deeds += 1) {
    for (const isEmptied of [false, true]) {
      const world = await worldOf(idOf(`${name}${isEmptied ? 'x' : 'k'}`, deeds));
      const survived = await live(world, deeds);
      if (isEmptied) world.waiting.jobs.clear();
      while (!(await live(world, Number.POSITIVE_INFINITY)));
      await live(world, Number.POSITIVE_INFINITY);
      await expectOneRepair(world, deeds);
      if (survived && isEmptied) return deeds;
    }
  }
}

test('a release with repairs, killed after each thing it does, makes one revision and loses nothing', async () => {
  const deeds = await drill('rel', async (storyId) => {
    const waiting = await submitted(storyId, 'wire');
    const world = { waiting, storyId, person: async () => {} };
    await live(world, Number.POSITIVE_INFINITY);
    const person = async ({ services, queues }: Desks) => {
      const { archive, desk, subscribers } = services;
      const { head } = (await archive.head(storyId)) ?? {};
      if (head?.ended?.state !== 'held') return;
      const decision = {
        action: 'release' as const,
        storyId,
        revision: 1,
        repairs: [{ field: '/body', offset: 0, length: hidden.length }],
      };
      try {
        await decide(
          { archive, desk, queues, subscribers },
          { ...decision, reason: 'planted', by: 'an editor' },
        );
      } catch (error) {
        if (!(error instanceof StaleDecision)) throw error;
      }
    };
    return { waiting, storyId, person };
  });
  expect(deeds).toBeGreaterThan(8);
});

test('a repair by policy, killed after each thing it does, makes one revision and loses nothing', async () => {
  const deeds = await drill('pol', async (storyId) => ({
    ...{ waiting: await submitted(storyId, 'trusted'), storyId, person: async () => {} },
  }));
  expect(deeds).toBeGreaterThan(8);
});
