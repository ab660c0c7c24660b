/** A process that writes when it is told to; directory.test.ts starts several. */
import { Conflict } from '../../../src/shared/errors.ts';
import { openDirectory } from '../../../src/shared/object-store/directory.ts';
import type { PutOptions } from '../../../src/shared/object-store/object-store.ts';

const store = openDirectory(process.argv[2]!);
const text = { contentType: 'text/plain' };

type Order = { key: string; options: PutOptions } | { hammer: string };

async function outcomeOf(key: string, options: PutOptions): Promise<string> {
  try {
    await store.put(key, String(process.pid), text, options);
    return 'won';
  } catch (error) {
    return error instanceof Conflict ? 'Conflict' : String(error);
  }
}

async function hammer(key: string): Promise<never> {
  for (let turn = 0; ; turn += 1) {
    const seen = await store.head(key);
    const options = turn % 2 || !seen ? {} : { ifMatch: seen.etag };
    await store.put(key, `${turn} ${'x'.repeat(5_000)}`, text, options).catch((error) => {
      if (!(error instanceof Conflict)) throw error;
    });
  }
}

process.on('message', async (order: Order) => {
  if ('hammer' in order) await hammer(order.hammer);
  else process.send?.(await outcomeOf(order.key, order.options));
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
