import type { Redis } from 'ioredis';
import { afterEach, describe, expect, test } from 'vitest';
import { openMeter } from '../../../src/shared/metrics/meter.ts';
import {
  readFigures,
  type Sending,
  sendFigures,
} from '../../../src/shared/metrics/redis-figures.ts';
import { writeFigures } from '../../../src/shared/metrics/write-figures.ts';
import { emptiedRedis } from '../../support/emptied-redis.ts';
import { quietLog } from '../../support/quiet-log.ts';

const redis = emptiedRedis();
const open: Sending[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((sending) => sending.close()));
});

function worker(client: Redis = redis.client) {
  const meter = openMeter();
  const sending = sendFigures(meter, client, quietLog);
  open.push(sending);
  return { meter, sending };
}

const told = async (): Promise<string> =>
  writeFigures((await readFigures(redis.client, 'a').read()) ?? { added: {}, latest: {} });

/** Does what it is asked, and loses the first answers. */
function forgetful(client: Redis, losses: number): Redis {
  let left = losses;
  return new Proxy(client, {
    get(target, name) {
      const method = Reflect.get(target, name);
      if (name !== 'eval' && name !== 'evalsha') {
        return typeof method === 'function' ? method.bind(target) : method;
      }
      return async (...all: unknown[]) => {
        const answer = await method.apply(target, all);
        left -= 1;
        if (left >= 0) throw new Error('the answer is lost');
        return answer;
      };
    },
  });
}

describe('the figures of several processes', () => {
  test('are added up, and outlive the processes', async () => {
    const workers = [worker(), worker()];
    for (const { meter } of workers) {
      meter.count('renditions', { format: 'avif' });
      meter.observe('timeToLive', { pictures: 'no', held: 'no' }, 1.5);
      meter.observe('timeToLive', { pictures: 'no', held: 'no' }, 1e9);
    }
    for (const { sending } of workers) await sending.close();
    const text = await told();
    expect(text).toContain('dateline_renditions_total{format="avif"} 2');
    const series = '{pictures="no",held="no"';
    expect(text).toContain(`dateline_time_to_live_seconds_bucket${series},le="1"} 0`);
    expect(text).toContain(`dateline_time_to_live_seconds_bucket${series},le="2"} 2`);
    expect(text).toContain(`dateline_time_to_live_seconds_bucket${series},le="86400"} 2`);
    expect(text).toContain(`dateline_time_to_live_seconds_bucket${series},le="+Inf"} 4`);
    expect(text).toContain(`dateline_time_to_live_seconds_sum${series}} 2000000003`);
    expect(text).toContain(`dateline_time_to_live_seconds_count${series}} 4`);
  });

  test('are not spoilt by what is no number', async () => {
    const { meter, sending } = worker();
    meter.observe('timeToLive', { pictures: 'no', held: 'no' }, Number.NaN);
    meter.count('renditions', { format: 'avif' });
    await sending.close();
    const text = await told();
    expect(text).toContain('dateline_renditions_total{format="avif"} 1');
    expect(text).not.toContain('dateline_time_to_live_seconds_sum');
  });

  test('of a moment are those of the latest', async () => {
    for (const at of [200, 100]) {
      const { meter, sending } = worker();
      meter.latest('progress', { queue: 'render' }, at);
      await sending.close();
    }
    expect(await told()).toContain(
      'dateline_worker_last_progress_timestamp_seconds{queue="render"} 200\n',
    );
  });

  test('count once what was sent again because no answer came', async () => {
    const { meter, sending } = worker(forgetful(redis.client, 1));
    meter.count('failed', { stage: 'render' });
    await sending.close();
    expect(await told()).toContain('dateline_failed_total{stage="render"} 1\n');
  });

  test('wait while Redis is away', async () => {
    const { meter, sending } = worker();
    await redis.server.kill();
    meter.count('failed', { stage: 'images' });
    await redis.server.start();
    await redis.client.ping();
    await sending.close();
    expect(await told()).toContain('dateline_failed_total{stage="images"} 1\n');
  });

  test('are told by one server at a time, and by the same after its restart', async () => {
    expect(await readFigures(redis.client, 'a').read()).toBeDefined();
    expect(await readFigures(redis.client, 'b').read()).toBeUndefined();
    expect(await readFigures(redis.client, 'a').read()).toBeDefined();
  });
});

describe('labels', () => {
  test('are bounded, whatever they are filled with', async () => {
    const { meter, sending } = worker();
    for (let n = 0; n < 1000; n += 1)
      meter.count('findings', { rule: `rule-${n}`, action: 'hold' });
    meter.count('held', { rule: 'x'.repeat(1000), verdict: 'held' });
    meter.count('held', { rule: 'a\u001fb', verdict: 'held' });
    await sending.close();
    const text = await told();
    expect(text.match(/^dateline_findings_total\{/gm)).toHaveLength(401);
    expect(text).toContain('dateline_findings_total{rule="other",action="other"} 600');
    expect(text).toContain('dateline_held_total{rule="other",verdict="other"} 2');
  });

  test('may hold quotes and backslashes', async () => {
    const { meter, sending } = worker();
    meter.count('held', { rule: 'a "b" \\', verdict: 'held' });
    await sending.close();
    expect(await told()).toContain('{rule="a \\"b\\" \\\\",verdict="held"} 1');
  });
});
