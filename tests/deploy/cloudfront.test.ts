import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import { expect, it } from 'vitest';
import { z } from 'zod';

const source = readFileSync(
  new URL('../../deploy/edge/cloudfront-territories.js', import.meta.url),
  'utf8',
);
const Handled = z.object({
  uri: z.string().optional(),
  statusCode: z.number().optional(),
  headers: z.record(z.string(), z.object({ value: z.string() })),
});

/** As CloudFront calls it; in a world of its own, as there. */
function ask(uri: string, country?: string) {
  const headers = country === undefined ? {} : { 'cloudfront-viewer-country': { value: country } };
  const context = createContext({
    event: { request: { method: 'GET', uri, headers, querystring: {}, cookies: {} } },
    console: { log: () => {} },
  });
  const { statusCode = 200, headers: answered } = Handled.parse(
    runInContext(`${source}\nhandler(event)`, context),
  );
  return { status: statusCode, cacheControl: answered['cache-control']?.value };
}

it('the CloudFront Function refuses a picture where it may not be seen, and keeps no copy of that', () => {
  for (const country of ['CZ', 'SK', undefined]) {
    const refused = { status: 451, cacheControl: 'private, no-store' };
    expect(ask('/_media/x-cz-sk/ab/w640.webp', country)).toEqual(refused);
    expect(ask('/%5Fmedia/x-cz-sk/ab/w640.webp', country)).toEqual(refused);
  }
});

it('the CloudFront Function lets everything else pass', () => {
  expect(ask('/_media/x-cz-sk/ab/w640.webp', 'DE').status).toBe(200);
  for (const uri of ['/', '/_media/ab/w640.webp', '/world/x-cz/', '/%D8%A7/']) {
    expect([uri, ask(uri).status]).toEqual([uri, 200]);
  }
  expect(ask('/%ff').status).toBe(400);
});
