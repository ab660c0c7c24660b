import { once } from 'node:events';
import { createServer } from 'node:net';

/** Below those that Linux and macOS give to whoever asks for any, above those that need privileges. */
const [FIRST, LAST] = [10_000, 32_000];

/** A port for a program that cannot choose one itself: nobody is given it before that program starts. */
export async function quietPort(): Promise<number> {
  for (;;) {
    const port = FIRST + Math.floor(Math.random() * (LAST - FIRST));
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') return false;
    throw error;
  }
  server.close();
  await once(server, 'close');
  return true;
}
