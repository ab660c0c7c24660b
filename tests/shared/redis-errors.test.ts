import { expect, test } from 'vitest';
import { Outage } from '../../src/shared/errors.ts';
import { translateRedis } from '../../src/shared/redis-errors.ts';

const reply = (message: string): Error => Object.assign(new Error(message), { name: 'ReplyError' });

test.each([
  "OOM command not allowed when used memory > 'maxmemory'.",
  'MISCONF Redis is configured to save RDB snapshots, but it is unable to persist to disk.',
  'LOADING Redis is loading the dataset in memory',
  'READONLY You can not write against a read only replica.',
  'CLUSTERDOWN The cluster is down',
])('what Redis refuses everybody for now is an outage: %s', (message) => {
  const error = translateRedis(reply(message));
  expect(error).toBeInstanceOf(Outage);
  expect(String(error)).toContain(message);
});

test('what it refuses for good, and errors of others, stay what they are', () => {
  for (const error of [
    reply('WRONGTYPE Operation against a key holding the wrong kind of value'),
    reply('NOAUTH Authentication required.'),
    new Error('OOM of something else'),
    'OOM',
  ]) {
    expect(translateRedis(error)).toBe(error);
  }
});
