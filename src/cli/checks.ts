import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Redis } from 'ioredis';
import { pino } from 'pino';
import { checkToken } from '../shared/cdn/cdn-settings.ts';
import type { Config } from '../shared/config.ts';
import { loadNewsroom, loadSubscribers, themeFolder } from '../shared/load-newsroom.ts';
import type { ObjectStore } from '../shared/object-store/object-store.ts';
import { openStore } from '../shared/object-store/open-store.ts';
import { probeConditionalWrites } from '../shared/object-store/probe.ts';
import { connectRedis, refuseEviction } from '../shared/redis.ts';
import { readApiFile } from './api-file.ts';
import { findRedis } from './redis-program.ts';

const ANSWER_WITHIN_MS = 5000;
const OLDEST_REDIS = [6, 2];

/** Something that must be right before stories can run. Throws, or says what it found. */
export interface Check {
  readonly name: string;
  run(): Promise<string>;
}

/** @param path folders in which programs are looked for, as in PATH */
export const checksOf = (config: Config, path: string | undefined): Check[] => [
  { name: 'newsroom', run: () => checkNewsroom(config.newsroomDir) },
  { name: 'theme', run: () => checkOwnTheme(config.newsroomDir) },
  { name: 'cdn', run: () => checkCdn(config) },
  { name: 'redis', run: () => checkRedis(config, path) },
  { name: 'archive', run: () => withStore(config.archiveUrl, checkWritable) },
  { name: 'archive conditional writes', run: () => withStore(config.archiveUrl, checkConditional) },
  { name: 'site', run: () => withStore(config.siteUrl, checkWritable) },
  { name: 'site conditional writes', run: () => withStore(config.siteUrl, describeConditional) },
];

async function checkNewsroom(folder: string): Promise<string> {
  const { site, sources, blockedLists } = await loadNewsroom(folder);
  const subscribers = await loadSubscribers(folder, site);
  const counts = [
    counted(site.sections, 'section'),
    counted(sources, 'source'),
    counted(blockedLists, 'list of terms', 'lists of terms'),
    ...(subscribers.length > 0 ? [counted(subscribers, 'subscriber')] : []),
  ];
  return `${site.name}: ${counts.join(', ')}`;
}

const counted = ({ length }: readonly unknown[], one: string, more = `${one}s`): string =>
  `${length} ${length === 1 ? one : more}`;

async function checkOwnTheme(folder: string): Promise<string> {
  const { site } = await loadNewsroom(folder);
  const { checkTheme } = await import('../workers/check-theme.ts');
  const verdict = await checkTheme(themeFolder(site.theme, folder));
  if (!verdict.ok) throw new Error(verdict.message);
  return `${verdict.name} ${verdict.version} prints every kind of page`;
}

async function checkCdn({ newsroomDir, cdnToken, publicUrl }: Config): Promise<string> {
  const { cdn } = (await loadNewsroom(newsroomDir)).site;
  if (cdn === undefined) return 'nobody keeps copies of the site';
  checkToken(cdn, cdnToken);
  const readBack = cdn.verify ? `, read back at ${publicUrl ?? 'the preview edge'}` : '';
  return cdn.vendor === 'none' ? `takes no purges${readBack}` : `${cdn.vendor}${readBack}`;
}

async function checkRedis({ redisUrl, dataDir }: Config, path: string | undefined) {
  const url = redisUrl ?? (await readApiFile(dataDir))?.redis;
  return url === undefined ? checkProgram(path) : checkServer(url);
}

/** None runs yet: the one that `dateline up` would start. */
async function checkProgram(path: string | undefined): Promise<string> {
  const program = await findRedis(path);
  const { stdout } = await promisify(execFile)(program, ['--version']);
  const version = /v=([0-9.]+)/.exec(stdout)?.[1] ?? 'of unknown version';
  refuseOld(version);
  return `${basename(program)} ${version}, to be started under the data directory`;
}

async function checkServer(url: string): Promise<string> {
  const client = connectRedis(url, { profile: 'patient', log: pino({ level: 'silent' }) });
  try {
    const version = await Promise.race([versionOf(client), tooLate()]);
    refuseOld(version);
    await refuseEviction(client);
    return `version ${version}, keeps every key`;
  } finally {
    client.disconnect();
  }
}

async function versionOf(client: Redis): Promise<string> {
  return /^redis_version:(\S+)/m.exec(await client.info('server'))?.[1] ?? 'unknown';
}

async function tooLate(): Promise<never> {
  await delay(ANSWER_WITHIN_MS, undefined, { ref: false });
  throw new Error(`does not answer within ${ANSWER_WITHIN_MS / 1000} s`);
}

function refuseOld(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_REDIS;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  throw new Error(`version ${version} is too old: ${OLDEST_REDIS.join('.')} or later is needed`);
}

async function withStore<T>(url: string, look: (store: ObjectStore) => Promise<T>): Promise<T> {
  const store = openStore(url);
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}

async function checkWritable(store: ObjectStore): Promise<string> {
  const key = `probe/${randomUUID()}`;
  await store.put(key, 'can this be written?', { contentType: 'text/plain; charset=utf-8' });
  await store.delete(key);
  return 'can be written';
}

async function checkConditional(store: ObjectStore): Promise<string> {
  const { ifAbsent, ifMatch, detail } = await probeConditionalWrites(store);
  if (ifAbsent && ifMatch) return 'atomic';
  throw new Error(`not atomic, so stories could be lost: ${detail}`);
}

/** A site store without them is slower, not wrong: a single process publishes then. */
async function describeConditional(store: ObjectStore): Promise<string> {
  const { ifAbsent, ifMatch, detail } = await probeConditionalWrites(store);
  return ifAbsent && ifMatch ? 'atomic' : `not atomic (${detail}): run one publish worker only`;
}
