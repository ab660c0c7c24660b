import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Description } from '../../src/server/docs/description.ts';
import { examples } from '../../src/server/docs/examples.ts';
import { problems } from '../../src/server/problems.ts';
import { StoryEvent } from '../../src/shared/subscribers/subscriber-declaration.ts';
import { type SmallNewsroom, smallNewsroom } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
let described: Description;
beforeAll(async () => {
  newsroom = await smallNewsroom();
  described = (await newsroom.app.inject('/openapi.json')).json();
});
afterAll(() => newsroom.close());

const operations = () =>
  Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );

/** Every example with its schema, and where it stands. */
function* written() {
  for (const [name, { requestBody, responses }] of operations()) {
    const parts = [
      ['request', requestBody?.content],
      ...Object.entries(responses).map(([status, { content }]) => [status, content] as const),
    ] as const;
    for (const [part, content] of parts) {
      for (const { schema, example, examples: several } of Object.values(content ?? {})) {
        const values = [
          ...(example === undefined ? [] : [example]),
          ...Object.values(several ?? {}).map(({ value }) => value),
        ];
        yield { where: `${name} ${part}`, schema, values };
      }
    }
  }
}

test('the description is valid OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(described));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test('every request and answer that has a body has an example of it', () => {
  const bare = [...written()].filter(({ values }) => values.length === 0);
  expect(bare.map(({ where }) => where)).toEqual([]);
  const known: ReadonlySet<string> = new Set(operations().map(([name]) => name));
  expect(Object.keys(examples).filter((name) => !known.has(name))).toEqual([]);
});

test('every example is as its schema says', () => {
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'description', components: described.components });
  const wrong: string[] = [];
  let seen = 0;
  for (const { where, schema, values } of written()) {
    const absolute = JSON.parse(
      JSON.stringify(schema ?? {}).replaceAll('"#/components', '"description#/components'),
    );
    const isAsSaid = ajv.compile(absolute);
    for (const value of values) {
      seen += 1;
      if (!isAsSaid(value)) wrong.push(`${where}: ${ajv.errorsText(isAsSaid.errors)}`);
    }
  }
  expect(wrong).toEqual([]);
  expect(seen).toBeGreaterThan(100);
});

test('what subscribers are sent is described, with an example of each event', () => {
  expect(Object.keys(described.webhooks).sort()).toEqual([...StoryEvent.options].sort());
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  for (const [event, { post }] of Object.entries(described.webhooks)) {
    const { schema, example } = post?.requestBody?.content['application/json'] ?? {};
    expect(example).toMatchObject({ type: event });
    expect(ajv.validate(schema as object, example), ajv.errorsText()).toBe(true);
  }
});

describe('problems', () => {
  test('each has an example wherever its status is answered', () => {
    for (const [name, { responses }] of operations()) {
      for (const [status, { content }] of Object.entries(responses)) {
        const given = content?.['application/problem+json']?.examples;
        if (given === undefined) continue;
        const types = Object.entries(problems).filter(([, one]) => one.status === Number(status));
        expect(Object.keys(given), `${name} ${status}`).toEqual(types.map(([type]) => type));
      }
    }
  });

  test('of the closed list are all met somewhere', () => {
    const met = operations().flatMap(([, { responses }]) =>
      Object.values(responses).flatMap(({ content }) =>
        Object.keys(content?.['application/problem+json']?.examples ?? {}),
      ),
    );
    expect([...new Set(met)].sort()).toEqual(Object.keys(problems).sort());
  });

  test('are listed by every route that may refuse', () => {
    for (const [name, { responses }] of operations()) {
      const statuses = Object.keys(responses);
      if (/ \/v1/.test(name))
        expect(statuses, name).toEqual(expect.arrayContaining(['401', '403']));
      // What a hub asks is answered or not there, without proof and without a body.
      if (/^(POST|DELETE) \/hooks/.test(name)) {
        expect(statuses, name).toEqual(
          expect.arrayContaining(['400', '401', '404', '413', '415', '422', '429', '503']),
        );
      }
      expect(statuses, name).toContain('500');
    }
  });
});

describe('the page at /docs', () => {
  test('shows every route and problem, without script and under a strict policy', async () => {
    const { headers, body } = await newsroom.app.inject('/docs');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers['content-security-policy']).not.toContain('unsafe');
    expect(body).not.toMatch(/<script|\sstyle=|\son\w+=|https?:\/\/[^\s"]*\.(js|css)/);
    for (const path of Object.keys(described.paths)) expect(body).toContain(`</span>${path}<`);
    for (const type of Object.keys(problems)) expect(body).toContain(`id="problem-${type}"`);
    const ids = [...body.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, id] of body.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(id);
  });
});
