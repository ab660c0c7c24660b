import type { FastifyInstance } from 'fastify';
import { frontDelayMs } from '../../queues/policy.ts';
import { isReadable, standingFronts } from '../../shared/catalogue/front-names.ts';
import { siteAddress } from '../../shared/site-address.ts';
import { needRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';
import { inWords } from '../standing/spans.ts';
import { type Html, html } from './html.ts';
import { sendPage } from './layout.ts';
import { table } from './table.ts';
import { since } from './times.ts';

const MOST_FRONTS = 200;
/** An edition follows the wait for more changes within seconds; after this long somebody should look. */
const LATE_MS = 60_000;

interface ShownFront {
  readonly front: string;
  /** Its object in the site; `null` where it has several or we cannot say. */
  readonly key: string | null;
  /** When readers got its last edition (RFC 3339, UTC). */
  readonly edition: string | null;
  /** When something changed that is not on it yet, milliseconds; `null` where nothing has. */
  readonly dirtySince: number | null;
  readonly newest: string | null;
}

/** `/desk/fronts`: the last edition of each page that lists stories, and what waits for one. */
export function frontsRoom(scope: FastifyInstance, tools: ServerTools): void {
  scope.get(
    '/desk/fronts',
    { config: { access: 'viewer' }, schema: { hide: true } },
    async (request, reply) => {
      const fronts = await readFronts(tools);
      return sendPage(reply, {
        ...{ title: 'Fronts', room: '/desk/fronts', newsroom: tools.services.newsroom.site.name },
        ...{ person: request.person, follows: 'all' },
        body: frontsPage(fronts, tools.services.publicUrl, Date.now()),
      });
    },
  );
}

async function readFronts({ services, redis }: ServerTools): Promise<readonly ShownFront[]> {
  await needRedis(redis);
  const { catalogue, site, newsroom } = services;
  const dirty = await catalogue.dirtySince();
  const names = [...new Set([...standingFronts(newsroom.site), ...dirty.keys()])];
  return Promise.all(
    names.slice(0, MOST_FRONTS).map(async (front): Promise<ShownFront> => {
      const key = keyOf(front);
      const isList = isReadable(front);
      const [object, [card]] = await Promise.all([
        key === null ? undefined : site.head(key),
        isList ? catalogue.newest(front, 1) : [],
      ]);
      const edition = object?.modified.toISOString() ?? null;
      const dirtySince = dirty.get(front) ?? null;
      return { front, key, edition, dirtySince, newest: card?.headline ?? null };
    }),
  );
}

const keysOf: Readonly<Record<string, string>> = {
  ...{ home: 'index.html', sitemap: 'sitemap.xml', news: 'news-sitemap.xml', site: 'robots.txt' },
  search: 'search/index.html',
};
const folders: Readonly<Record<string, string>> = { section: '', tag: 'tags/', author: 'authors/' };

function keyOf(front: string): string | null {
  const [kind = '', name] = front.split('/', 2);
  if (name === undefined) return keysOf[kind] ?? null;
  const folder = folders[kind];
  return folder === undefined ? null : `${folder}${name}/index.html`;
}

function frontsPage(fronts: readonly ShownFront[], publicUrl: string, now: number): Html {
  return html`<h1>Fronts</h1>
<p class="meta">A burst of changes makes one edition. What has changed waits for its next.</p>
${table({
  ...{ label: 'Fronts', part: 'fronts' },
  columns: ['Front', 'Last edition', 'Next', 'Newest story'],
  rows: fronts.map((front) => row(front, publicUrl, now)),
})}`;
}

function row(
  { front, key, edition, dirtySince, newest }: ShownFront,
  publicUrl: string,
  now: number,
): readonly (Html | string)[] {
  const lag = dirtySince === null ? 0 : now - dirtySince;
  const isLate = lag > LATE_MS + frontDelayMs(front);
  const next =
    dirtySince === null
      ? 'nothing has changed'
      : `${isLate ? 'late: a change waits' : 'an edition is on its way, a change waits'} for ${inWords(lag)}`;
  const address = key === null ? null : publicUrl + siteAddress(key);
  return [
    address === null ? front : html`<a href="${address}">${front}</a>`,
    edition === null ? 'none yet' : since(edition, now),
    html`<span${isLate && html` class="grave-text"`}>${next}</span>`,
    newest === null ? '' : html`<bdi>${newest}</bdi>`,
  ];
}
