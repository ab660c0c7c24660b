import { Agent, request } from 'undici';
import { loadNewsroom } from '../src/shared/load-newsroom.ts';
import { dayIn } from '../src/workers/render/dates.ts';
import type { UpProcess } from '../tests/support/up-process.ts';
import { cpuSeconds, memoryMb } from './processes.ts';
import { type Spread, spread } from './spread.ts';

const PATIENCE_MS = 120_000;
/** Not limited to what a wire may send. */
const SOURCE = 'bench';

/** Submits stories to a running newsroom and watches the edge for them. */
export interface Reader {
  /** Milliseconds from sending the webhook until its page is readable. */
  publish(story: object & { headline: string }): Promise<{ ms: number; path: string }>;
  submit(story: object): Promise<void>;
  /** Waits until the page satisfies; milliseconds since `began`. */
  untilPage(path: string, began: number, satisfies: (html: string) => boolean): Promise<number>;
  close(): Promise<void>;
}

export function reader({ http, site, token }: UpProcess, pollMs: number): Reader {
  const agent = new Agent({ connections: 64, pipelining: 1 });
  async function untilPage(
    path: string,
    began: number,
    satisfies: (html: string) => boolean,
  ): Promise<number> {
    for (;;) {
      const answer = await request(`${site}${path}`, { dispatcher: agent });
      const html = await answer.body.text();
      if (answer.statusCode === 200 && satisfies(html)) return performance.now() - began;
      if (performance.now() - began > PATIENCE_MS) throw new Error(`${path} never came`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  }
  return {
    untilPage,
    submit,
    async publish(story) {
      const began = performance.now();
      await submit(story);
      const path = pathOf(story.headline);
      return { ms: await untilPage(path, began, () => true), path };
    },
    close: () => agent.close(),
  };

  async function submit(story: object): Promise<void> {
    const answer = await request(`${http}/hooks/${SOURCE}`, {
      method: 'POST',
      dispatcher: agent,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(story),
    });
    const text = await answer.body.text();
    if (answer.statusCode !== 202) throw new Error(`${answer.statusCode} ${text}`);
  }
}

async function addSource({ http, token }: UpProcess): Promise<void> {
  const rateLimit = { perSecond: 100_000, burst: 100_000 };
  const answer = await request(`${http}/v1/sources`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ id: SOURCE, format: 'dateline', rateLimit }),
  });
  if (answer.statusCode !== 201) throw new Error(await answer.body.text());
  await answer.body.dump();
}

/** Of the newsroom that `dateline up` serves. */
const { timezone } = (await loadNewsroom('newsroom')).site;

/** Where a story of the bench will be: its section, today by the newsroom's clock, its headline as slug. */
const pathOf = (headline: string): string => {
  const day = dayIn(timezone, new Date().toISOString()).replaceAll('-', '/');
  return `/world/${day}/${headline.toLowerCase().replaceAll(' ', '-')}/`;
};

const sentence =
  'The council met late into the night and agreed on a plan that nobody had asked for. ';

/** A text story of about 6 kB. */
export const textStory = (name: string) => ({
  externalId: name,
  headline: `Bench story ${name}`,
  section: 'world',
  keywords: ['bench'],
  body: Array.from({ length: 8 }, () => `<p>${sentence.repeat(9)}</p>`).join('\n'),
});

export interface RouteFigures {
  readonly text: Spread;
  readonly photo: { readonly essential: Spread; readonly all: Spread } | null;
  readonly burstMs: number;
  readonly storiesPerSecond: number;
  readonly cpuMsPerStory: number;
  readonly memoryMb: { readonly idle: number; readonly peak: number };
}

export async function measureRoute(
  up: UpProcess,
  {
    photo,
    rounds,
    photos,
    sustained,
  }: {
    readonly photo: Buffer | undefined;
    readonly rounds: number;
    readonly photos: number;
    readonly sustained: number;
  },
): Promise<RouteFigures> {
  const idle = memoryMb(up, 'VmRSS');
  await addSource(up);
  const close = reader(up, 1);
  for (let at = 0; at < 10; at += 1) await close.publish(textStory(`warm-${at}`));
  const text: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    text.push((await close.publish(textStory(`one-${at}`))).ms);
  }
  const burst = await inBurst(up, 100, 'burst');
  const cpuBefore = cpuSeconds(up);
  const long = await inBurst(up, sustained, 'long');
  const cpuMsPerStory = ((cpuSeconds(up) - cpuBefore) * 1000) / sustained;
  const withPhoto = photo && (await measurePhotos(close, photo, photos));
  await close.close();
  return {
    text: spread(text),
    photo: withPhoto ?? null,
    burstMs: burst,
    storiesPerSecond: (sustained * 1000) / long,
    cpuMsPerStory,
    memoryMb: { idle, peak: memoryMb(up, 'VmHWM') },
  };
}

/**
 * All at once, until the last is readable. One page is asked for at a time, the oldest that is not
 * there yet: asking for all of them would cost more than publishing them.
 */
async function inBurst(up: UpProcess, count: number, name: string): Promise<number> {
  const one = reader(up, 5);
  const began = performance.now();
  const stories = Array.from({ length: count }, (_, at) => textStory(`${name}-${at}`));
  await Promise.all(stories.map((story) => one.submit(story)));
  for (const { headline } of stories) await one.untilPage(pathOf(headline), began, () => true);
  const took = performance.now() - began;
  await one.close();
  return took;
}

/** The lead picture offers its widest rendition; cards of other stories do not count. */
const hasWholeLadder = (html: string): boolean =>
  /<figure.*?<\/figure>/s.exec(html)?.[0].includes('w1920-q75') === true;

async function measurePhotos(close: Reader, photo: Buffer, rounds: number) {
  const essential: number[] = [];
  const all: number[] = [];
  for (let at = 0; at < rounds; at += 1) {
    // A trailing byte after the picture's end makes each an original of its own.
    const data = Buffer.concat([photo, Buffer.from(String(at))]).toString('base64');
    const story = { ...textStory(`photo-${at}`), images: [{ data, creditLine: 'Bench' }] };
    const began = performance.now();
    const { ms, path } = await close.publish(story);
    essential.push(ms);
    all.push(await close.untilPage(path, began, hasWholeLadder));
  }
  return { essential: spread(essential), all: spread(all) };
}
