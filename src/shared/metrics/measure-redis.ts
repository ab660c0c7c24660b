import type { Redis } from 'ioredis';
import type { Meter } from './meter.ts';

/** Commands of which one is looked at. */
const ONE_OF = 64;
/** They wait on purpose. */
const waiting = /^(b[lrz]|xread|subscribe|psubscribe)/i;

/** Takes down how long Redis takes. Connections made from this one by `duplicate` are not measured. */
export function measureRedis(client: Redis, meter: Meter): Redis {
  const send = client.sendCommand.bind(client);
  let sent = 0;
  client.sendCommand = (command, ...more) => {
    sent += 1;
    if (sent % ONE_OF === 1 && !waiting.test(command.name)) {
      const began = performance.now();
      const note = (code: string) => () =>
        meter.observe('redisDuration', { code }, (performance.now() - began) / 1000);
      command.promise.then(note('ok'), note('error'));
    }
    return send(command, ...more);
  };
  return client;
}
