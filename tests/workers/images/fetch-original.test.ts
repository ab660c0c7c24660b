import { describe, expect, onTestFinished, test } from 'vitest';
import type { LookupAll } from '../../../src/shared/web/guarded-agent.ts';
import type { FetchOptions } from '../../../src/workers/images/fetch-original.ts';
import { createFetcher } from '../../../src/workers/images/fetch-original.ts';
import { serve, serveRaw } from './support/picture-server.ts';
import { neverAborted } from './support/stage.ts';

function fetcher(options: Partial<FetchOptions> = {}) {
  const { fetchOriginal, close } = createFetcher({ allowPrivate: [], ...options });
  onTestFinished(close);
  return async (address: string, signal = neverAborted): Promise<Buffer> => {
    const fetched = await fetchOriginal(address, signal);
    return fetched === 'unchanged' ? Buffer.alloc(0) : fetched.body;
  };
}

const refusal = (message: RegExp | string, transient: boolean) =>
  expect.objectContaining({
    name: 'UnusablePicture',
    message: typeof message === 'string' ? message : expect.stringMatching(message),
    transient,
  });

/** A resolver that answers with these addresses, one set for each question. */
function resolving(...answers: readonly (readonly string[])[]): LookupAll {
  let asked = 0;
  return (_host, _options, callback) => {
    const addresses = answers[Math.min(asked++, answers.length - 1)] ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
}

describe('a picture from an admitted server', () => {
  test('comes whole, asked for without compression', async () => {
    let encoding: unknown;
    const host = await serve((request, response) => {
      encoding = request.headers['accept-encoding'];
      response.end(Buffer.alloc(300_000, 7));
    });
    const picture = await fetcher({ allowPrivate: [host] })(`http://${host}/a.jpg`);
    expect(picture).toEqual(Buffer.alloc(300_000, 7));
    expect(encoding).toBe('identity');
  });

  test('may be admitted by its block of addresses', async () => {
    const host = await serve((_, response) => response.end('x'));
    expect((await fetcher({ allowPrivate: ['127.0.0.0/8'] })(`http://${host}/`)).toString()).toBe(
      'x',
    );
  });

  test('comes by way of redirects, up to three', async () => {
    const host = await serve((request, response) => {
      const hop = Number(request.url?.slice(1));
      if (hop === 0) return response.end('x');
      response.writeHead(302, { location: `/${hop - 1}` }).end();
    });
    const fetchOriginal = fetcher({ allowPrivate: [host] });
    expect((await fetchOriginal(`http://${host}/3`)).toString()).toBe('x');
    await expect(fetchOriginal(`http://${host}/4`)).rejects.toEqual(
      refusal('is redirected more than 3 times', false),
    );
  });
});

describe('addresses inside the house', () => {
  test('nothing reaches a server on the loopback, by any way of writing it', async () => {
    let reached = 0;
    const host = await serve((_, response) => {
      reached += 1;
      response.end('secret');
    });
    const port = host.split(':')[1];
    const fetchOriginal = fetcher({ lookup: resolving(['127.0.0.1']) });
    const names = ['127.0.0.1', '127.1', '0x7f.1', '0', '[::ffff:7f00:1]', 'news.example'];
    for (const name of names) {
      await expect(fetchOriginal(`http://${name}:${port}/`)).rejects.toThrow(
        'not a public address',
      );
    }
    expect(reached).toBe(0);
  });

  test.each([
    ['127.0.0.1'],
    ['::1'],
    ['::ffff:10.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['169.254.169.254'],
  ])('a public name that resolves to %s is refused', async (address) => {
    const fetchOriginal = fetcher({ lookup: resolving([address]) });
    await expect(fetchOriginal('http://news.example/a.jpg')).rejects.toEqual(
      refusal(/not a public address/, false),
    );
  });

  test('the address that was checked is the one connected to, whatever a second look-up says', async () => {
    let reached = 0;
    const host = await serve((_, response) => {
      reached += 1;
      response.end('secret');
    });
    const [, port = ''] = host.split(':');
    // 192.0.2.1 stands for the public address; a block admits it and it answers nobody.
    const fetchOriginal = fetcher({
      allowPrivate: ['192.0.2.0/24'],
      limits: { connect: 300, total: 1_000 },
      lookup: resolving(['192.0.2.1'], ['127.0.0.1']),
    });
    await expect(fetchOriginal(`http://rebind.example:${port}/`)).rejects.toThrow();
    await expect(fetchOriginal(`http://rebind.example:${port}/`)).rejects.toThrow(
      'not a public address',
    );
    expect(reached).toBe(0);
  });

  test('a private address among public ones is left aside', async () => {
    const host = await serve((_, response) => response.end('x'));
    const [address = '', port = ''] = host.split(':');
    const fetchOriginal = fetcher({
      allowPrivate: ['127.0.0.1/32'],
      lookup: resolving(['10.0.0.1', address]),
    });
    expect((await fetchOriginal(`http://news.example:${port}/`)).toString()).toBe('x');
  });

  test.each(['http://169.254.169.254/latest/meta-data', 'http://[::1]/', '//10.0.0.1/x.jpg'])(
    'a redirect to %s is not followed',
    async (location) => {
      const host = await serve((_, response) => response.writeHead(301, { location }).end());
      await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toEqual(
        refusal(/^is redirected to .*, which leads to .*, which is not a public address$/, false),
      );
    },
  );

  test('an admitted host and port opens no other port of that host', async () => {
    const open = await serve((_, response) => response.end('x'));
    const other = await serve((_, response) => response.end('secret'));
    await expect(fetcher({ allowPrivate: [open] })(`http://${other}/`)).rejects.toThrow(
      'not a public address',
    );
  });
});

describe('addresses that are no plain web address', () => {
  test.each([
    ['file:///etc/passwd', /of kind file:/],
    ['ftp://news.example/a.jpg', /of kind ftp:/],
    ['gopher://news.example/', /of kind gopher:/],
    ['data:image/png;base64,AAAA', /of kind data:/],
    ['http://user:pass@news.example/a.jpg', /user name or password/],
    ['http://[fe80::1%25eth0]/', /no valid address/],
    ['picture.jpg', /no valid address/],
    ['', /no valid address/],
  ])('%s', async (address, message) => {
    await expect(fetcher()(address)).rejects.toEqual(refusal(message, false));
  });

  test('a redirect to a file is refused', async () => {
    const host = await serve((_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
    );
    await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toThrow(
      /of kind file:/,
    );
  });

  test('a public host on an odd port', async () => {
    const fetchOriginal = fetcher({ lookup: resolving(['93.184.216.34']) });
    await expect(fetchOriginal('http://news.example:6379/')).rejects.toEqual(
      refusal('asks for port 6379, which is not allowed', false),
    );
  });

  test('a malformed entry of the allow-list stops the start', () => {
    expect(() => createFetcher({ allowPrivate: ['localhost'] })).toThrow(/neither host:port/);
  });
});

describe('hosts that fail', () => {
  test.each([
    [404, false],
    [403, false],
    [410, false],
    [204, false],
    [429, true],
    [500, true],
    [503, true],
  ])('an answer of %i says so; trying again may help: %s', async (status, transient) => {
    const host = await serve((_, response) => response.writeHead(status).end());
    await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toEqual(
      refusal(`answered ${status}`, transient),
    );
  });

  test('a circle of redirects ends', async () => {
    const host = await serve((_, response) => response.writeHead(302, { location: '/' }).end());
    await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toThrow(
      'is redirected more than 3 times',
    );
  });

  test('a closed port may open again', async () => {
    await expect(fetcher({ allowPrivate: ['127.0.0.1:1'] })('http://127.0.0.1:1/')).rejects.toEqual(
      refusal('could not be fetched (ECONNREFUSED)', true),
    );
  });

  test('a name that does not exist is final, a resolver that is away is not', async () => {
    const failing =
      (code: string): LookupAll =>
      (_host, _options, callback) =>
        callback(Object.assign(new Error(code), { code }), []);
    await expect(fetcher({ lookup: failing('ENOTFOUND') })('http://no.example/')).rejects.toEqual(
      refusal('has a host that does not exist', false),
    );
    await expect(fetcher({ lookup: failing('EAI_AGAIN') })('http://no.example/')).rejects.toEqual(
      refusal('could not be fetched (EAI_AGAIN)', true),
    );
  });

  test('a body that trickles for ever is cut off at the deadline', async () => {
    const host = await serve((_, response) => {
      const drip = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(drip));
    });
    const fetchOriginal = fetcher({ allowPrivate: [host], limits: { total: 400 } });
    await expect(fetchOriginal(`http://${host}/`)).rejects.toEqual(
      refusal('took longer than 0.4 s', true),
    );
  });

  test('headers that never come are not waited for', async () => {
    const host = await serve(() => undefined);
    const fetchOriginal = fetcher({ allowPrivate: [host], limits: { headers: 300 } });
    await expect(fetchOriginal(`http://${host}/`)).rejects.toEqual(
      refusal('could not be fetched (UND_ERR_HEADERS_TIMEOUT)', true),
    );
  });

  test('a declared size over the limit is refused before the body', async () => {
    const host = await serve((_, response) =>
      response.writeHead(200, { 'content-length': '26000000' }).flushHeaders(),
    );
    await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toEqual(
      refusal('is larger than 25 MB', false),
    );
  });

  test('a body over the limit is cut off though no size was declared', async () => {
    let sent = 0;
    const host = await serve((_, response) => {
      const piece = Buffer.alloc(64 * 1024);
      const pour = () => {
        while (!response.destroyed && response.write(piece)) sent += piece.length;
      };
      response.on('drain', pour);
      pour();
    });
    const fetchOriginal = fetcher({ allowPrivate: [host], limits: { bytes: 1_000_000 } });
    await expect(fetchOriginal(`http://${host}/`)).rejects.toEqual(
      refusal('is larger than 1 MB', false),
    );
    expect(sent).toBeLessThan(20_000_000);
  });

  test('a body shorter than declared is not taken for the picture', async () => {
    const host = await serveRaw((socket) =>
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\nonly this'),
    );
    await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toEqual(
      refusal(/^could not be fetched/, true),
    );
  });

  test('an answer that is not HTTP is refused', async () => {
    const host = await serveRaw((socket) => socket.end('+PONG\r\n'));
    await expect(fetcher({ allowPrivate: [host] })(`http://${host}/`)).rejects.toEqual(
      refusal(/^could not be fetched/, true),
    );
  });

  test('stopping the process stops the fetch, which is nobody’s fault', async () => {
    const host = await serve(() => undefined);
    const stop = new AbortController();
    const fetching = fetcher({ allowPrivate: [host] })(`http://${host}/`, stop.signal);
    setTimeout(() => stop.abort(new Error('stopping')), 50);
    await expect(fetching).rejects.toThrow('stopping');
  });

  test('one slow host takes four places and leaves the others theirs', async () => {
    let open = 0;
    let most = 0;
    let wake = () => {};
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const slow = await serve(async (_, response) => {
      open += 1;
      most = Math.max(most, open);
      await woken;
      open -= 1;
      response.end('x');
    });
    const quick = await serve((_, response) => response.end('y'));
    const fetchOriginal = fetcher({ allowPrivate: [slow, quick] });
    const waiting = Array.from({ length: 12 }, (_, n) => fetchOriginal(`http://${slow}/${n}`));
    await expect.poll(() => open).toBe(4);
    // The slow one answers nobody before this has come.
    expect((await fetchOriginal(`http://${quick}/`)).toString()).toBe('y');
    wake();
    await Promise.all(waiting);
    expect(most).toBe(4);
  });
});
