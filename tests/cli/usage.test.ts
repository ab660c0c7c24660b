import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openProgram } from '../../src/cli/program.ts';
import { run } from './terminal.ts';

let empty: string;
beforeAll(async () => {
  empty = await mkdtemp(join(tmpdir(), 'dateline-cli-'));
});
afterAll(() => rm(empty, { recursive: true }));

describe('wrong use ends with exit code 2', () => {
  it.each([
    ['no command', []],
    ['a command that does not exist', ['publish']],
    ['an option that does not exist', ['status', 'x', '--colour']],
    ['an argument that is missing', ['release', '--reason', 'y']],
    ['an argument too many', ['status', 'a', 'b']],
    ['a submission without its source', ['submit', 'story.json']],
    ['a decision without a reason', ['release', 'x']],
    ['a stage that does not exist', ['work', 'ingest', 'printing']],
    ['a role that does not exist', ['token', 'add', 'bot', '--role', 'king']],
    ['a format that does not exist', ['source', 'add', 'wire', '--format', 'fax']],
    ['a pace without a feed', ['source', 'add', 'wire', '--every', '60']],
    [
      'a pace that is none',
      ['source', 'add', 'wire', '--feed', 'https://f.example/', '--every', 'now'],
    ],
    ['a rate that is none', ['source', 'add', 'wire', '--rate', 'fast']],
    ['a rate of nothing', ['source', 'add', 'wire', '--rate', '0/10']],
    ['a list with a gap', ['source', 'add', 'wire', '--sections', 'world,,sport']],
    ['a policy that is not there', ['source', 'add', 'wire', '--moderation', '/no/such.yaml']],
    ['a setting that cannot be taken away', ['source', 'set', 'wire', '--unset', 'format']],
    ['a change that changes nothing', ['source', 'set', 'wire']],
    ['a time that is none', ['submit', '-', '--source', 'x', '--timeout', 'soon']],
    ['a retry of nothing', ['retry']],
    ['a retry of one and of all', ['retry', 'x', '--all-failed']],
    ['a state that does not exist', ['stories', '--state', 'lost']],
    ['an address that is none', ['subscriber', 'add', 'search']],
    ['a removal without a reason', ['subscriber', 'remove', 'search']],
    ['a replay of nothing', ['subscriber', 'replay', 'search']],
    ['a revision that is none', ['release', 'x', '--reason', 'y', '--revision', '0']],
  ])('%s', async (_what, words) => {
    const { code, out, err } = await run(words);
    expect(code).toBe(2);
    expect(out).toEqual([]);
    expect(err.join('\n')).not.toBe('');
  });

  it.each([
    ['DATELINE_HTTP_PORT', 'eighty'],
    ['DATELINE_DOOR_RATE', 'fast'],
    ['DATELINE_DOOR_RATE', '0/10'],
    ['DATELINE_DOOR_MAX_BODIES', '0'],
    ['DATELINE_DOOR_MAX_LAG', 'none'],
  ])('a setting that cannot be used: %s=%s', async (name, value) => {
    const { code, err } = await run(['status', 'x'], { environment: { [name]: value } });
    expect(code).toBe(2);
    expect(err.join('\n')).toContain(name);
  });

  it('a worker that is not told where the others are', async () => {
    const environment = { DATELINE_REDIS_URL: 'redis://127.0.0.1:1' };
    const { code, err } = await run(['work', 'render'], { environment });
    expect(code).toBe(2);
    expect(err.join('\n')).toContain('DATELINE_PUBLIC_URL');
    expect(err.join('\n')).toContain('DATELINE_SECRET_KEY');
    expect(err.join('\n')).not.toContain('DATELINE_REDIS_URL');
  });
});

it('asking for help is no fault', async () => {
  const { code, out } = await run(['submit', '--help']);
  expect(code).toBe(0);
  expect(out.join('\n')).toContain('--image <file>');
});

it('every command takes --json', () => {
  const terminal = { environment: {}, entry: '', colour: false, print() {}, warn() {} };
  const program = openProgram({ ...terminal, stdin: process.stdin });
  const leaves = program.commands.flatMap((command) =>
    command.commands.length > 0 ? command.commands : [command],
  );
  expect(leaves.length).toBeGreaterThan(12);
  for (const command of leaves) {
    expect(
      command.options.map(({ long }) => long),
      command.name(),
    ).toContain('--json');
  }
});

it('a command that needs a running Dateline says that there is none', async () => {
  const { code, err } = await run(['status', 'x'], { environment: { DATELINE_DATA_DIR: empty } });
  expect(code).toBe(1);
  expect(err).toEqual([expect.stringMatching(/^Dateline is not running with the data directory/)]);
});
