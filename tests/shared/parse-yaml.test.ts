import { describe, expect, it, test } from 'vitest';
import type { z } from 'zod';
import { BlockedList } from '../../src/shared/blocked-list.ts';
import { Site } from '../../src/shared/newsroom.ts';
import { parseYaml } from '../../src/shared/parse-yaml.ts';
import { Sources } from '../../src/shared/source-declaration.ts';
import { SubscribersFile } from '../../src/shared/subscribers/subscriber-declaration.ts';

const faultsIn = (text: string, schema: z.ZodType = BlockedList): string[] =>
  parseYaml('', text, schema).faults.map(
    ({ line, column, field, detail }) => `${line}:${column} ${field}: ${detail}`,
  );

describe('a term that YAML reads as something else', () => {
  it.each([
    ['007', 'this is a number, where text should be; put it in quotes: "007"'],
    ['true', 'this is true or false, where text should be; put it in quotes: "true"'],
    ['null', 'YAML takes this for nothing; put it in quotes: "null"'],
    [
      'win now: free',
      'this is settings, where text should be, for it has a colon; put it in quotes: "win now: free"',
    ],
    ['[casino]', 'this is a list, where text should be; write one value alone'],
  ])('is told with what to write: %s', (term, detail) => {
    expect(faultsIn(`name: A\nterms:\n  - ${term}\n`)).toEqual([`3:5 terms[0]: ${detail}`]);
  });

  it('is not repeated in the fault where it is long', () => {
    const term = `${'1'.repeat(100)}`;
    expect(faultsIn(`name: A\nterms:\n  - ${term}\n`)).toEqual([
      '3:5 terms[0]: this is a number, where text should be; put it in quotes',
    ]);
  });
});

test('what is of the wrong kind, too short, too long or misspelt is told with the remedy', () => {
  expect(faultsIn(`name: ""\naction: hodl\nterms: casino\nlanguage: ${'x'.repeat(40)}\n`)).toEqual([
    '1:7 name: nothing is written here; write it',
    '2:9 action: use one of note, hold, reject; hold is the nearest',
    '3:8 terms: this is text, where a list should be; ' +
      'give each item a line of its own that begins with "- "',
    '4:11 language: too long; write 35 letters at most',
  ]);
  const policy = '{ holdAt: 0, rejectAt: high, linkAllowance: 1.5, repairs: always }';
  const sections = 'sections: []\n';
  expect(
    faultsIn(`name: A\npageSize: 4\n${sections}moderation:\n  default: ${policy}\n`, Site),
  ).toEqual([
    '2:11 pageSize: too small; write 5 or more',
    '3:11 sections: the list is empty; give it an item',
    '5:22 moderation.default.holdAt: too small; write more than 0',
    '5:35 moderation.default.rejectAt: this is text, where a number should be; ' +
      'write it in digits, without quotes',
    '5:56 moderation.default.linkAllowance: a fraction does not do here; write a whole number',
    '5:70 moderation.default.repairs: use one of propose, apply',
  ]);
  expect(faultsIn('sources:\n  - id: a\n    trusted: "yes"\n    name:\n', Sources)).toEqual([
    '3:14 sources[0].trusted: this is text, where true or false should be; ' +
      'write true or false, without quotes',
    '4:10 sources[0].name: nothing is written here, where text should be; ' +
      'write it, or take the line out',
  ]);
});

test('of the forms that a hook may have, the one that comes closest is told of', () => {
  const hook = "{ name: house, kind: akismet, url: 'https://h.example/', key: 7 }";
  const text = `name: A\nsections: [{ slug: a, name: A }]\nmoderation:\n  hooks:\n    - ${hook}\n`;
  expect(faultsIn(text, Site)).toEqual([
    '5:69 moderation.hooks[0].key: this is a number, where text should be; put it in quotes',
  ]);
});

describe('what is no YAML', () => {
  it.each([
    ['name: A\nname: B\n', '2:1 : this name stands here twice; take one of them out'],
    [
      'name: A\nterms:\n  - "casino\n  - poker\n  - slots\n',
      '3:5 : this quotation mark is not closed; write one at the end',
    ],
    ['name: A\n\tterms: []\n', '2:1 : a tab stands before this; begin lines with spaces instead'],
    [
      'name: A: B\n',
      '1:7 : a name with a colon is inside this value; put the value in quotes, or that name ' +
        'under the one before',
    ],
    [
      'name: A\nterms\n  - casino\n',
      '2:1 : no colon stands behind the name; write "name: value", with a space behind the colon, ' +
        'and text of several lines in quotes',
    ],
    [
      'name: A\nterms:\n  - casino\n - poker\n',
      '4:1 : this "- " stands further left or right than those before it; put them under each other',
    ],
    ['name: @home\n', '1:7 : no text may begin with this sign; put all of it in quotes'],
    [
      'name: A\nterms: [aa, *bb]\n',
      '2:13 : an asterisk before text means something else in YAML; put it in quotes',
    ],
    [
      'name: A\nterms: ]\n',
      '2:8 : this does not go with what stands before it; look at its indent, brackets and quotes',
    ],
  ])('is told once, where it stands, with the remedy: %j', (text, fault) => {
    expect(faultsIn(text)).toEqual([fault]);
  });
});

describe('no fault speaks as a program does', () => {
  const orders: [string, z.ZodType, object][] = [
    ['list', BlockedList, { name: 'A', terms: ['aa'], exceptions: ['bb'], language: 'fa' }],
    [
      'subscribers',
      SubscribersFile,
      { subscribers: [{ id: 'a', url: 'https://a.example/', events: ['story.live'] }] },
    ],
    [
      'sources',
      Sources,
      {
        sources: [
          {
            ...{ id: 'a', name: 'A', format: 'rss', auth: 'basic', section: 'a', sections: ['a'] },
            ...{ language: 'fa', trusted: true, rateLimit: { perSecond: 1, burst: 1 } },
            moderation: { holdAt: 1, rejectAt: null, rules: { shouting: 'off' } },
            ...{ missingPictures: 'hold', feed: { url: 'https://a.example/', everySeconds: 60 } },
          },
        ],
      },
    ],
    [
      'site',
      Site,
      {
        ...{ name: 'A', language: 'en', timezone: 'UTC', pageSize: 30, territories: ['DE'] },
        ...{ sections: [{ slug: 'a', name: 'A' }], authors: [{ name: 'A' }], theme: 'dateline' },
        pages: [{ slug: 'b', title: 'B', policy: 'ethics', text: 'B' }],
        ...{ feeds: { content: 'full', hub: 'https://h.example/' }, publisher: { name: 'A' } },
        ...{ pictures: { noArchiveDays: 3 }, cacheControl: { page: 'no-store' } },
        cdn: { vendor: 'varnish', hosts: ['http://v:80'], purgeFronts: true, collectMs: 1 },
        moderation: {
          sections: { a: { repairs: 'apply', linkAllowance: 3 } },
          hooks: [{ name: 'h', url: 'https://h.example/', secret: 's'.repeat(24) }],
        },
      },
    ],
  ];
  const wrong = [7, -1, 1.5, 1e9, true, null, '', 'x', 'x'.repeat(2100), [], {}, [7], { x: 7 }];

  it.each(orders)('of a %s', (_, schema, right) => {
    expect(schema.safeParse(right).success).toBe(true);
    for (const path of pathsOf(right)) {
      for (const value of wrong) {
        const text = JSON.stringify(withValue(right, path, value));
        for (const { field, detail } of parseYaml('', text, schema).faults) {
          expect(detail, `${path.join('.')}, told of ${field}`).not.toMatch(
            /invalid|expected|received|too (small|big): |unrecognized|string|boolean|array|object|nan\b/i,
          );
        }
      }
    }
  });
});

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return [path, ...entries.flatMap(([step, inner]) => pathsOf(inner, [...path, step]))];
}

function withValue(whole: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((inner, at) => (at === step ? withValue(inner, rest, value) : inner));
  }
  return { ...Object(whole), [step]: withValue(Reflect.get(Object(whole), step), rest, value) };
}
