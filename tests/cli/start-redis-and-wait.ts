/** A program for the tests: starts a private Redis and waits to be killed, as a crash would. */
import { startEmbeddedRedis } from '../../src/cli/embedded-redis.ts';
import { findRedis } from '../../src/cli/redis-program.ts';
import { quietLog } from '../support/quiet-log.ts';

const program = await findRedis(process.env.PATH);
const dataDir = process.argv[2] ?? '';
const { pid, url } = await startEmbeddedRedis({ program, dataDir, log: quietLog });
console.log(JSON.stringify({ pid, url }));
setInterval(() => {}, 60_000);
