import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { edgeContract, fillSite } from '../contracts/edge.ts';
import { functions, runFunction, startCloudFront } from '../support/cloudfront.ts';
import { type TemporaryStores, temporaryStores } from '../support/temporary-archive.ts';

const MODULE = '/usr/lib/nginx/modules/ngx_http_js_module.so';
const hasNginx = spawnSync('nginx', ['-v']).status === 0 && existsSync(MODULE);
if (!hasNginx) console.log('passed over: the language of CloudFront Functions (nginx is missing)');

describe('CloudFront, with our functions', () => {
  let stores: TemporaryStores;
  let edge: Awaited<ReturnType<typeof startCloudFront>>;
  beforeAll(async () => {
    stores = await temporaryStores();
    await fillSite(stores.site);
    edge = await startCloudFront(stores.site);
  });
  afterAll(async () => {
    await edge.close();
    await stores.remove();
  });

  edgeContract(() => edge.url, { looksBeforeSlash: false });
});

/** As CloudFront calls it. */
const ask = (uri: string, country?: string) => {
  const headers = country === undefined ? {} : { 'cloudfront-viewer-country': { value: country } };
  const request = { method: 'GET', uri, headers, querystring: {}, cookies: {} };
  return runFunction(functions.onRequest, { version: '1.0', request });
};

it('a picture is refused where nobody says where the reader is, and however it is spelt', () => {
  const refused = { statusCode: 451, headers: { 'cache-control': { value: 'private, no-store' } } };
  for (const country of ['CZ', 'sk', undefined]) {
    expect(ask('/_media/x-cz-sk/ab/w640.webp', country)).toMatchObject(refused);
    expect(ask('/%5Fmedia/x-cz-sk/ab/w640.webp', country)).toMatchObject(refused);
  }
});

it.each(['//evil.example', '/%2fevil.example', '/a/../b', '/%ff', '/a%5cb', '/a%0d%0aX:y'])(
  'an address that could be read in two ways leads nowhere: %s',
  (uri) => {
    expect(ask(uri)).toMatchObject({ statusCode: 400 });
  },
);

// The runtime of CloudFront Functions is of the family of nginx's, which lacks what that lacks.
it.skipIf(!hasNginx && !process.env.CI)(
  'the functions are written in what the runtime knows',
  async () => {
    const work = await mkdtemp(join(tmpdir(), 'dl-njs-'));
    for (const [name, source] of Object.entries(functions)) {
      await writeFile(join(work, `${name}.js`), `${source}\nexport default { handler };\n`);
      await writeFile(
        join(work, 'nginx.conf'),
        `load_module ${MODULE};\npid ${work}/pid;\nerror_log stderr;\nevents {}\n` +
          `http { js_import ${name} from ${work}/${name}.js; server { listen 127.0.0.1:1; ` +
          `location / { js_content ${name}.handler; } } }\n`,
      );
      const tried = spawnSync('nginx', ['-t', '-p', work, '-c', join(work, 'nginx.conf')]);
      expect([name, tried.status, String(tried.stderr)]).toEqual([name, 0, expect.any(String)]);
    }
    await rm(work, { recursive: true });
  },
);
