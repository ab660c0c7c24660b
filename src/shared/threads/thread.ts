/** What runs in each thread: takes an order, does it, reports; one at a time. */
import { parentPort } from 'node:worker_threads';
import { HandedOver, type Order, packError, type Report } from './crossing.ts';

if (parentPort === null) throw new Error('thread.ts runs in a thread');
const port = parentPort;

port.on('message', async (order: Order) => {
  try {
    const made: unknown = await perform(order);
    const { value, buffers } = made instanceof HandedOver ? made : new HandedOver(made, []);
    port.postMessage({ value } satisfies Report, [...buffers]);
  } catch (error) {
    port.postMessage({ error: packError(error) } satisfies Report);
  }
});

async function perform({ module, name, argument }: Order): Promise<unknown> {
  const functions: Readonly<Record<string, unknown>> = await import(module);
  const wanted = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (typeof wanted !== 'function') throw new TypeError(`${module} has no function ${name}`);
  return wanted(argument);
}
