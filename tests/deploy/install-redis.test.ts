import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../scripts/install-redis.sh', import.meta.url));
let programs: string;

beforeEach(() => {
  programs = mkdtempSync(join(tmpdir(), 'dl-'));
  for (const name of ['sh', 'env', 'chmod', 'cat']) {
    symlinkSync(
      spawnSync('sh', ['-c', `command -v ${name}`])
        .stdout.toString()
        .trim(),
      join(programs, name),
    );
  }
});
afterEach(() => rmSync(programs, { recursive: true }));

function program(name: string, text: string): void {
  writeFileSync(join(programs, name), `#!/bin/sh\n${text}\n`);
  chmodSync(join(programs, name), 0o755);
}

/** On a machine that has the programs of this test and nothing else. */
function install(environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync('/bin/sh', [script], {
    env: { PATH: programs, ...environment },
    encoding: 'utf8',
  });
  return { status, out: stdout, err: stderr };
}

it.each(['redis-server', 'valkey-server'])(
  '%s on the PATH is enough, and nothing is said',
  (name) => {
    program(name, 'exit 0');
    expect(install()).toEqual({ status: 0, out: '', err: '' });
  },
);

it('where DATELINE_REDIS_URL is set, none is needed here', () => {
  expect(install({ DATELINE_REDIS_URL: 'redis://there' })).toEqual({ status: 0, out: '', err: '' });
});

it('root on Debian gets it from the system, after the lists have been fetched', () => {
  program('id', 'echo 0');
  program(
    'apt-get',
    `echo "$@" >> ${programs}/asked
     case "$1" in install) echo '#!/bin/sh' > ${programs}/redis-server; chmod +x ${programs}/redis-server;; esac`,
  );
  expect(install().status).toBe(0);
  expect(readFileSync(join(programs, 'asked'), 'utf8')).toBe(
    'update -qq\ninstall -y -qq --no-install-recommends redis-server\n',
  );
});

it('who may not install anything is told in one line what to do', () => {
  program('id', 'echo 1000');
  program('apt-get', 'exit 99');
  const { status, err } = install();
  expect(status).toBe(1);
  expect(err.trim().split('\n').at(-1)).toMatch(/^Install redis-server .* set DATELINE_REDIS_URL/);
});

it('an installation that fails is not taken for one that went well', () => {
  program('id', 'echo 0');
  program('apt-get', 'exit 100');
  expect(install().status).toBe(1);
});
