import type { Config } from '../shared/config.ts';
import { WrongUse } from './terminal.ts';

export interface SharedSettings {
  readonly redisUrl: string;
  readonly publicUrl: string;
  readonly secretKey: string;
}

/** What several processes of one system must be told alike. Throws WrongUse for what is missing. */
export function sharedSettings({ redisUrl, publicUrl, secretKey }: Config): SharedSettings {
  if (redisUrl !== undefined && publicUrl !== undefined && secretKey !== undefined) {
    return { redisUrl, publicUrl, secretKey };
  }
  const missing = [
    redisUrl === undefined && 'DATELINE_REDIS_URL (redis://host:6379)',
    publicUrl === undefined && 'DATELINE_PUBLIC_URL (where readers find the site)',
    secretKey === undefined && 'DATELINE_SECRET_KEY (at least 24 characters)',
  ].filter((line) => line !== false);
  throw new WrongUse(
    [
      'Every process of one system must be given the same of these settings. Missing:',
      ...missing.map((line) => `  ${line}`),
      '"dateline up" runs everything in one place and needs none of them.',
    ].join('\n'),
  );
}
