import { setTimeout as wait } from 'node:timers/promises';
import type { Measured } from '../row.ts';
import type { BenchNewsroom } from './newsroom.ts';
import { benchStory } from './stories.ts';

const LOOK_MS = 20;
const HOME = 'index.html';

/** New stories all at once: how often the home page is written, and when it shows the last of them. */
export async function measureBurst(
  newsroom: BenchNewsroom,
  { live, burst }: { readonly live: number; readonly burst: number },
): Promise<Measured> {
  const { site, catalogue, submitAll, untilLive, untilClean, cpu } = newsroom;
  const stories = Array.from({ length: burst }, (_, at) => benchStory(live + at + 1));
  const editions = new Set<string>();
  const watching = new AbortController();
  const watched = watch();
  await wait(2 * LOOK_MS);
  const before = editions.size;
  const [cpuBefore, began] = [cpu(), performance.now()];
  await submitAll(stories, 'now');
  const taken = performance.now() - began;
  await untilLive(live + burst);
  const lastPage = performance.now() - began;
  await untilClean((front) => front === 'home');
  const onHome = performance.now() - began;
  await checkHome();
  await untilClean((front) => front !== 'search');
  const everything = performance.now() - began;
  const cpuMs = (cpu() - cpuBefore) * 1000;
  watching.abort();
  await watched;
  const what = (figure: string): string => `burst of ${burst} at ${live} live: ${figure}`;
  return [
    { what: what('home page written'), value: editions.size - before, unit: '', note: 'times' },
    { what: what('door has taken all'), value: taken / 1000, unit: 's' },
    { what: what('last page live'), value: lastPage / 1000, unit: 's' },
    { what: what('last story on the home page'), value: onHome / 1000, unit: 's' },
    { what: what('all lists, feeds, sitemaps'), value: everything / 1000, unit: 's' },
    { what: what('CPU a story, fronts too'), value: cpuMs / burst, unit: 'ms' },
  ];

  /** Each edition that lies in the site. */
  async function watch(): Promise<void> {
    while (!watching.signal.aborted) {
      const rev = (await site.head(HOME))?.metadata?.rev;
      if (rev !== undefined) editions.add(rev);
      await wait(LOOK_MS);
    }
  }

  async function checkHome(): Promise<void> {
    const html = (await site.get(HOME))?.body.toString() ?? '';
    const missing = (await catalogue.newest('home', 10)).filter(({ path }) => !html.includes(path));
    if (missing.length > 0) throw new Error(`the home page lacks ${missing[0]?.path}`);
  }
}
