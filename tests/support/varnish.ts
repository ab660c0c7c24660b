import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { patiently } from './patiently.ts';
import { quietPort } from './quiet-port.ts';

const folder = (name: string): string =>
  fileURLToPath(new URL(`../../deploy/edge/${name}`, import.meta.url));

/** The daemon, and the module that purges by key. */
export const hasVarnish =
  spawnSync('varnishd', ['-V']).status === 0 &&
  ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'].some(
    (lib) => existsSync(`${lib}/varnish/vmods/libvmod_xkey.so`),
  );
if (!hasVarnish) console.log('passed over: Varnish (varnishd or its module xkey is missing)');

export interface RunningVarnish {
  readonly url: string;
  close(): Promise<void>;
}

/** The configuration of deploy/edge in front of a bucket on this machine. */
export async function startVarnish(
  storePort: number,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningVarnish> {
  const work = await mkdtemp(join(tmpdir(), 'dl-varnish-'));
  const port = await quietPort();
  await copyFile(folder('territories.vcl'), join(work, 'territories.vcl'));
  const site = (await readFile(folder('varnish.vcl'), 'utf8'))
    .replace('.host = "objectstore"', '.host = "127.0.0.1"')
    .replace('.port = "8333"', `.port = "${storePort}"`);
  await writeFile(join(work, 'site.vcl'), site);
  const words = ['-F', '-j', 'none', '-n', join(work, 'run'), '-f', join(work, 'site.vcl')];
  const rest = ['-a', `127.0.0.1:${port}`, '-s', 'malloc,256m', '-T', 'none'];
  const varnish = spawn('varnishd', [...words, ...rest], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
  });
  let said = '';
  varnish.stderr.setEncoding('utf8').on('data', (text) => (said += text));
  const url = `http://127.0.0.1:${port}`;
  await patiently(async () => {
    // What ends at once has said why.
    if (varnish.exitCode !== null) throw new Error(`varnishd: ${said}`);
    const isUp = await fetch(url, { method: 'OPTIONS' }).then(
      () => true,
      () => false,
    );
    return isUp ? {} : `is not up: ${said}`;
  });
  return {
    url,
    async close() {
      varnish.kill('SIGTERM');
      if (varnish.exitCode === null) await once(varnish, 'exit');
      await rm(work, { recursive: true, force: true });
    },
  };
}
