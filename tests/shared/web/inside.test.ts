import { createServer, type Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { checkedUrl } from '../../../src/shared/web/checked-url.ts';
import type { LookupAll } from '../../../src/shared/web/guarded-agent.ts';
import { openWebClient } from '../../../src/shared/web/web-client.ts';
import { serveRaw } from '../../workers/images/support/picture-server.ts';
import { insideNames, loopbackForms, otherAddresses, otherForms } from './forms-of-the-inside.ts';

const limits = { bytes: 1000, redirects: 3, connect: 30_000, headers: 30_000, total: 30_000 };
const never = new AbortController().signal;

/** Connections to a server that listens on every loopback address, and must not hear of anybody. */
let reached = 0;
let attempts = 0;
let port = 0;
const sockets = new Set<Socket>();
const victim = createServer((socket) => {
  reached += 1;
  sockets.add(socket.on('error', () => undefined));
  socket.end('HTTP/1.1 200 OK\r\ncontent-length: 6\r\n\r\nsecret');
});
beforeAll(async () => {
  await new Promise<void>((done) => victim.listen({ port: 0, host: '::', ipv6Only: false }, done));
  const address = victim.address();
  port = typeof address === 'object' && address !== null ? address.port : 0;
});
beforeEach(() => {
  reached = 0;
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  victim.close();
  console.info(`Ways to the inside that were refused: ${attempts}`);
});

const family = (address: string) => (address.includes(':') ? 6 : 4);

/** A resolver that gives these addresses in turn, whatever it is asked for. */
function resolving(...answers: readonly string[]): LookupAll {
  let asked = 0;
  return (_host, _options, callback) => {
    const address = answers[asked++ % answers.length] ?? '';
    callback(null, [{ address, family: family(address) }]);
  };
}

interface Door {
  readonly allowPrivate?: readonly string[];
  /** Milliseconds to connect within. */
  readonly connect?: number;
  readonly lookup?: LookupAll;
}

function client({
  allowPrivate = [],
  connect = limits.connect,
  lookup = resolving('127.0.0.1'),
}: Door = {}) {
  const web = openWebClient({ ...limits, connect }, { allowPrivate, lookup });
  onTestFinished(() => web.close());
  return (address: string) => {
    attempts += 1;
    return (async () => web.ask(checkedUrl(address), { headers: {} }, never))();
  };
}

const notPublic = /leads to \S+, which is not a public address$/;

/** A server that is admitted, and sends everybody who asks for it to another address. */
async function redirecting(status: number, location: string): Promise<string> {
  const head = `HTTP/1.1 ${status} Moved\r\nlocation: ${location}\r\ncontent-length: 0\r\n\r\n`;
  return serveRaw((socket) => void socket.end(head));
}

test('the server that must not be reached can be, by every form of the loopback that is admitted', async () => {
  const ask = client({ allowPrivate: ['0.0.0.0/0', '::/0'] });
  for (const form of loopbackForms) {
    await ask(`http://${form}:${port}/`).catch(() => undefined);
  }
  attempts -= loopbackForms.length;
  // Where the machine has no IPv6, those forms lead nowhere; the others do.
  expect(reached).toBeGreaterThanOrEqual(18);
});

describe('addresses inside the house', () => {
  test.each([...loopbackForms, ...otherForms])('%s is not asked', async (form) => {
    await expect(client()(`http://${form}:${port}/`)).rejects.toThrow(notPublic);
    await expect(client()(`http://${form}/`)).rejects.toThrow(notPublic);
    await expect(client()(`https://${form}/`)).rejects.toThrow(notPublic);
    expect(reached).toBe(0);
  });

  test.each([...loopbackForms, ...otherForms])('a redirect to %s is not followed', async (form) => {
    for (const status of [301, 307]) {
      const host = await redirecting(status, `http://${form}:${port}/`);
      await expect(client({ allowPrivate: [host] })(`http://${host}/`)).rejects.toThrow(
        // Headers are no UTF-8: what a server writes in it is an address of something else.
        /^[\x20-\x7e]+$/.test(form) ? notPublic : /not a public address$|no valid address$/,
      );
    }
    expect(reached).toBe(0);
  });

  test.each([...otherForms, '127.0.0.1', '[::1]', '[::ffff:7f00:1]'])(
    'a public name that resolves to %s is not asked',
    async (form) => {
      const { hostname } = new URL(`http://${form}/`);
      const lookup = resolving(hostname.replace(/^\[|\]$/g, ''));
      await expect(client({ lookup })(`http://news.example:${port}/`)).rejects.toThrow(notPublic);
      expect(reached).toBe(0);
    },
  );
});

describe('names inside the house', () => {
  test.each(insideNames)('%s is not asked, wherever it leads', async (name) => {
    await expect(client()(`http://${name}:${port}/`)).rejects.toThrow(notPublic);
    const lookup = resolving('93.184.216.34');
    await expect(client({ lookup })(`http://${name}/`)).rejects.toThrow(/nothing outside a house/);
    expect(reached).toBe(0);
  });

  test('are asked where they are admitted', async () => {
    const ask = client({ allowPrivate: [`cms.internal:${port}`] });
    expect((await ask(`http://cms.internal:${port}/`)).body.toString()).toBe('secret');
    attempts -= 1;
  });
});

describe('names that change their address', () => {
  // The documentation block stands for a public address that answers nobody, and is admitted.
  const admitted = { allowPrivate: ['192.0.2.0/24'], connect: 100 };

  test.each([
    ['the second time', ['192.0.2.1', '127.0.0.1']],
    ['at once', ['127.0.0.1', '192.0.2.1']],
    ['to IPv6', ['192.0.2.1', '::1']],
    ['to IPv4 within IPv6', ['192.0.2.1', '::ffff:127.0.0.1']],
  ])('%s', async (_, answers) => {
    const ask = client({ ...admitted, lookup: resolving(...answers) });
    for (let time = 0; time < 4; time += 1) {
      await expect(ask(`http://rebind.example:${port}/`)).rejects.toThrow();
    }
    expect(reached).toBe(0);
  });

  test('between a redirect and where it leads', async () => {
    const host = await redirecting(302, `http://rebind.example:${port}/`);
    const ask = client({ allowPrivate: [host] });
    await expect(ask(`http://${host}/`)).rejects.toThrow(notPublic);
    expect(reached).toBe(0);
  });
});

describe('addresses that are no plain web address', () => {
  test.each(otherAddresses)('%s', async (written) => {
    const address = written.replace('HOST', `127.0.0.1:${port}`);
    await expect(client()(address)).rejects.toMatchObject({ name: 'FailedRequest' });
    const host = await redirecting(302, address);
    await expect(client({ allowPrivate: [host] })(`http://${host}/`)).rejects.toMatchObject({
      name: 'FailedRequest',
    });
    expect(reached).toBe(0);
  });
});

describe('ports of public hosts', () => {
  test.each([0, 1, 21, 22, 25, 81, 442, 444, 2375, 3306, 6379, 8080, 9200, 11211, 65535])(
    '%i is not asked',
    async (odd) => {
      const lookup = resolving('93.184.216.34');
      await expect(client({ lookup })(`http://news.example:${odd}/`)).rejects.toThrow(
        `asks for port ${odd}, which is not allowed`,
      );
    },
  );
});
