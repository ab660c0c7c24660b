import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { openAccept } from '../../src/queues/accept.ts';
import type { Queues } from '../../src/queues/queues.ts';
import type { Ticket } from '../../src/queues/tickets.ts';
import { type EventHub, openEventHub } from '../../src/server/api/event-hub.ts';
import { buildApp } from '../../src/server/app.ts';
import { noCanary } from '../../src/server/canary/canary.ts';
import { openMetrics } from '../../src/server/metrics.ts';
import { newSignInLink, type SignInLink } from '../../src/server/people/sign-in.ts';
import { openTokens } from '../../src/server/people/tokens.ts';
import { openUsers } from '../../src/server/people/users.ts';
import type { SystemView } from '../../src/server/system-view.ts';
import type { Catalogue } from '../../src/shared/catalogue/catalogue.ts';
import type { PurgeFigures } from '../../src/shared/cdn/purge-figures.ts';
import { readConfig } from '../../src/shared/config.ts';
import { openDeliveries } from '../../src/shared/deliveries/deliveries.ts';
import type { Desk, DeskEntry, StepEvent, StepRecord } from '../../src/shared/desk/desk.ts';
import type { Knocks } from '../../src/shared/desk/flow.ts';
import type { OpenWork } from '../../src/shared/desk/open-work.ts';
import type { ReviewDesk } from '../../src/shared/desk/review-desk.ts';
import type { FeedStates } from '../../src/shared/feeds/feed-states.ts';
import { openSubscriptions } from '../../src/shared/feeds/subscriptions.ts';
import { openLists } from '../../src/shared/lists/lists.ts';
import { deafMeter } from '../../src/shared/metrics/meter.ts';
import { Site } from '../../src/shared/newsroom.ts';
import type { ObjectStore } from '../../src/shared/object-store/object-store.ts';
import { openSeal, siteKeyOf } from '../../src/shared/seal.ts';
import type { Services } from '../../src/shared/services.ts';
import { openSourceRegistry } from '../../src/shared/source-registry.ts';
import { signedBody, signWebhook } from '../../src/shared/standard-webhooks.ts';
import { openSubscribers } from '../../src/shared/subscribers/subscriber-registry.ts';
import { openThreads, type Threads } from '../../src/shared/threads/threads.ts';
import { quietLog } from '../support/quiet-log.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const SECRET_KEY = 'a key of the tests, long enough';
export const ADMIN = 'dl_admin-of-the-tests';

/** A server with a real archive in a folder, and a desk and queues that only take notes. */
export interface SmallNewsroom {
  readonly app: FastifyInstance;
  readonly services: Services;
  readonly stores: TemporaryStores;
  readonly desk: NotedDesk;
  readonly sent: { queue: string; ticket: Ticket }[];
  readonly redis: { status: string; ping(): Promise<unknown>; info(): Promise<string> };
  readonly signIn: SignInLink;
  readonly events: EventHub;
  /** Of the declared source `wire`. */
  readonly secret: string;
  /** Stands between the server and its archive; replace methods to make it fail. */
  readonly faults: Partial<ObjectStore>;
  /** With the admin's token. */
  ask(url: string, options?: InjectOptions): Promise<LightMyRequestResponse>;
  /** Signed as `wire` signs; overrides win. */
  knock(body: string | Buffer, options?: Knock): Promise<LightMyRequestResponse>;
  close(): Promise<void>;
}

export interface Knock {
  readonly id?: string;
  readonly at?: Date;
  readonly source?: string;
  readonly headers?: Record<string, string | undefined>;
  readonly withdraw?: string;
}

interface NotedDesk extends Desk {
  readonly steps: StepRecord[];
  readonly entries: Map<string, DeskEntry>;
  readonly knocks: Knocks[];
  tell(event: StepEvent): void;
}

export async function smallNewsroom(
  queues?: Queues,
  environment: Readonly<Record<string, string>> = {},
): Promise<SmallNewsroom> {
  const stores = await temporaryStores();
  const faults: Partial<ObjectStore> = {};
  const store = faulty(stores.archive.store, faults);
  const archive = { ...stores.archive, store };
  const sources = openSourceRegistry({
    declared: async () => [
      { id: 'wire', format: 'dateline', auth: 'standard-webhooks', trusted: false },
    ],
    archive: store,
    seal: openSeal(SECRET_KEY),
    log: quietLog,
  });
  const [secret = ''] = (await sources.rotate('wire')).secrets;
  const desk = notedDesk();
  const services: Services = {
    config: readConfig({
      ...{ DATELINE_HTTP_PORT: '0', DATELINE_SITE_PORT: '0' },
      // A test that keeps this process busy is not turned away for it.
      DATELINE_DOOR_MAX_LAG: '600000',
      ...environment,
    }),
    log: quietLog,
    newsroom: {
      site: Site.parse({ name: 'The Test', sections: [{ slug: 'world', name: 'World' }] }),
      sources: [],
      blockedLists: [],
    },
    sources,
    lists: openLists({ directory: stores.folder, archive: store, log: quietLog }),
    likeness: { note: async () => [], restore: async () => {} },
    pictureAddresses: { find: async () => undefined, note: async () => {} },
    begun: { begin: async () => 1, end: async () => {} },
    purgeFigures: noPurgeFigures,
    pictures: { note: async () => {}, samePictures: async () => [] },
    archive,
    site: stores.site,
    desk,
    reviewDesk: quietReviewDesk,
    catalogue: {} as Catalogue,
    feeds: noFeeds,
    subscriptions: openSubscriptions(store, openSeal(SECRET_KEY)),
    subscribers: openSubscribers({
      declared: async () => [],
      ...{ archive: store, seal: openSeal(SECRET_KEY), log: quietLog },
    }),
    deliveries: openDeliveries(store),
    meter: deafMeter,
    threads: patientThreads(),
    publicUrl: 'http://site.test',
    secretKey: SECRET_KEY,
    siteKey: siteKeyOf(SECRET_KEY),
    close: async () => {},
  };
  const sent: SmallNewsroom['sent'] = [];
  const redis = {
    status: 'ready',
    ping: async () => 'PONG',
    info: async () => 'redis_version:7.0.15\r\n',
  };
  const signIn = newSignInLink();
  const events = openEventHub(desk, quietLog);
  const keeping = { services, queues: queues ?? notedQueues(sent), redis };
  const tools = {
    ...keeping,
    accept: openAccept(keeping),
    tokens: openTokens(store, { bootstrap: ADMIN, log: quietLog }),
    users: openUsers(store, { log: quietLog, cost: { n: 2 ** 8, r: 8, p: 1 } }),
    metrics: openMetrics(),
    system: quietSystem,
    canary: noCanary,
  };
  const app = await buildApp({ tools, events, signIn });
  return {
    ...{ app, services, stores, desk, sent, redis, signIn, events, secret, faults },
    ask: (url, options = {}) =>
      app.inject({
        url,
        method: 'GET',
        ...options,
        headers: { authorization: `Bearer ${ADMIN}`, ...options.headers },
      }),
    knock: (body, options) => app.inject(knockAs(secret, body, options)),
    async close() {
      await events.close();
      tools.metrics.close();
      await app.close();
      await services.threads.close();
      await stores.remove();
    },
  };
}

/** A signed request; headers set to undefined are left out. */
export function knockAs(
  secret: string,
  body: string | Buffer,
  { id = 'msg_1', at = new Date(), source = 'wire', headers = {}, withdraw }: Knock = {},
): InjectOptions {
  const url =
    withdraw === undefined
      ? `/hooks/${source}`
      : `/hooks/${source}/${encodeURIComponent(withdraw)}`;
  const method = withdraw === undefined ? 'POST' : 'DELETE';
  const bytes = Buffer.from(body);
  const all = {
    ...(method === 'POST' && { 'content-type': 'application/json' }),
    ...signWebhook(secret, { id, at, body: signedBody(bytes, { method, path: url }) }),
    ...headers,
  };
  return {
    ...{ method, url },
    ...(bytes.length > 0 && { payload: bytes }),
    headers: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
  };
}

export const storyJson = (changes: object = {}): string =>
  JSON.stringify({
    externalId: 'flood-1',
    headline: 'Flood warning lifted',
    body: '<p>The river fell overnight.</p>',
    ...changes,
  });

/** On a busy machine a thread may take longer to begin than what it is asked may take elsewhere. */
function patientThreads(): Threads {
  const threads = openThreads();
  return { ...threads, run: (call) => threads.run({ ...call, budgetMs: 600_000 }) };
}

function faulty(store: ObjectStore, faults: Partial<ObjectStore>): ObjectStore {
  return new Proxy(store, {
    get(target, name) {
      const method = Reflect.get(name in faults ? faults : target, name);
      return typeof method === 'function' ? method.bind(target) : method;
    },
  });
}

export const quietSystem: SystemView = {
  read: async () => ({ added: {}, latest: {} }),
  oldestWaiting: async () => new Map(),
  redis: async () => ({ usedBytes: 1, maxBytes: 0, isLogOk: true, isSnapshotOk: true }),
};

const noFeeds: FeedStates = {
  find: async () => undefined,
  seen: async () => new Set(),
  keep: async () => {},
  count: async () => {},
  counts: async () => ({}),
};

const noPurgeFigures: PurgeFigures = {
  count: async () => {},
  addLag: async () => {},
  noteOldest: async () => {},
  read: async () => ({ results: {}, lagMs: 0, oldest: null }),
};

function notedQueues(sent: SmallNewsroom['sent']): Queues {
  return {
    send: async (queue, ticket) => void sent.push({ queue, ticket }),
    sendFront: async (ticket) => void sent.push({ queue: 'fronts', ticket }),
    remove: async () => true,
    waiting: async () => 0,
    resend: async () => false,
    ask: async () => '',
    state: async () => 'gone',
    all: new Map(),
    close: async () => {},
  };
}

const quietReviewDesk: ReviewDesk = {
  claim: async (_storyId, by) => ({ by, until: '2099-01-01T00:00:00.000Z' }),
  letGo: async () => {},
  claims: async () => new Map(),
  note: async () => {},
  precedents: async () => [],
  teach: async () => {},
  lessons: async () => undefined,
  forget: async () => false,
  erase: async () => {},
};

function notedDesk(): NotedDesk {
  const steps: StepRecord[] = [];
  const entries = new Map<string, DeskEntry>();
  const told: StepEvent[] = [];
  const knocks: Knocks[] = [];
  let openWork: OpenWork | undefined;
  const wakers = new Set<() => void>();
  return {
    steps,
    entries,
    knocks,
    tell(event) {
      told.push(event);
      for (const wake of wakers) wake();
    },
    async erase(storyId) {
      entries.delete(storyId);
    },
    async record(step) {
      steps.push(step);
      const known = entries.get(step.storyId);
      if (step.state === undefined || (known && known.pass > step.pass)) return;
      const about = step.about ?? known ?? { source: '', externalId: '', headline: '' };
      const { storyId, state, revision, pass } = step;
      const updated = new Date().toISOString();
      const { source, externalId, headline } = about;
      entries.set(storyId, {
        ...{ storyId, state, revision, pass, updated, source, externalId, headline },
      });
    },
    restore: async (entry) => void entries.set(entry.storyId, entry),
    find: async (storyId) => entries.get(storyId),
    timeline: async (storyId) =>
      steps.flatMap((step) => (step.storyId === storyId && step.entry ? [step.entry] : [])),
    search: async () => ({ items: [...entries.values()], next: null }),
    counts: async () => ({ live: 2 }),
    flow: async () => [],
    oldest: async () => ({}),
    noteKnocks: async (some) => void knocks.push(...some),
    sourceHealth: async () => ({ last: {}, days: [] }),
    noteOpenWork: async (work) => {
      openWork = work;
    },
    openWork: async () => openWork,
    async *watch(_after, signal) {
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
      for (let at = 0; !signal.aborted; ) {
        for (; at < told.length; at += 1) yield told[at]!;
        let wake = () => {};
        const woken = new Promise<void>((resolve) => {
          wake = resolve;
        });
        wakers.add(wake);
        await Promise.race([aborted, woken]);
        wakers.delete(wake);
      }
    },
  };
}
