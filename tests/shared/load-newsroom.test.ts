import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadNewsroom } from '../../src/shared/load-newsroom.ts';
import { BadNewsroom } from '../../src/shared/parse-yaml.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-newsroom-'));
  await mkdir(join(folder, 'plain-theme'));
  await write('site.yaml', site);
});
afterEach(() => rm(folder, { recursive: true }));

const site = `name: The Harbour Post
timezone: Europe/Lisbon
theme: ./plain-theme
sections:
  - slug: world
    name: World
  - slug: sport
    name: Sport
`;

async function write(name: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), text);
}

async function faultsOf(): Promise<string[]> {
  const error: unknown = await loadNewsroom(folder).catch((thrown: unknown) => thrown);
  if (!(error instanceof BadNewsroom)) throw error;
  return error.faults.map(
    ({ file, line, column, field, detail }) =>
      `${file.slice(folder.length + 1)}:${line}:${column} ${field}: ${detail}`,
  );
}

describe('a newsroom that is in order', () => {
  it('has its site, with what it leaves out filled in', async () => {
    const newsroom = await loadNewsroom(folder);
    expect(newsroom.site).toMatchObject({
      name: 'The Harbour Post',
      language: 'en',
      timezone: 'Europe/Lisbon',
      pageSize: 30,
    });
    expect(newsroom.sources).toEqual([]);
    expect(newsroom.blockedLists).toEqual([]);
  });

  it('has its sources and, in the order of their names, its lists of blocked words', async () => {
    await write('sources.yaml', 'sources:\n  - id: wire\n    section: sport\n');
    await write('moderation/b.yaml', 'name: Slurs\nterms: [nasty]\n');
    await write('moderation/a.yaml', 'name: Spam\naction: reject\nterms: [free money]\n');
    await write('moderation/notes.txt', 'not a list');
    const newsroom = await loadNewsroom(folder);
    expect(newsroom.sources).toMatchObject([{ id: 'wire', format: 'dateline', section: 'sport' }]);
    expect(newsroom.blockedLists.map(({ name, action }) => `${name}: ${action}`)).toEqual([
      'Spam: reject',
      'Slurs: hold',
    ]);
  });
});

describe('a fault', () => {
  it('names the line and field of a slug that is none', async () => {
    await write('site.yaml', site.replace('slug: sport', 'slug: Sport News'));
    expect(await faultsOf()).toEqual([
      'site.yaml:7:11 sections[1].slug: use lower-case letters, digits and single hyphens',
    ]);
  });

  it('names a setting that does not exist where it stands', async () => {
    await write('site.yaml', `${site}colour: red\n`);
    expect(await faultsOf()).toEqual(['site.yaml:9:9 colour: there is no such setting']);
  });

  it('of every file is told at once', async () => {
    await write('site.yaml', site.replace('Europe/Lisbon', 'Lisbon'));
    await write('sources.yaml', 'sources:\n  - id: Wire\n');
    await write('moderation/words.yaml', 'name: Words\nterms: [x]\n');
    expect(await faultsOf()).toEqual([
      'site.yaml:2:11 timezone: name a time zone such as Asia/Kabul',
      'sources.yaml:2:9 sources[0].id: ' +
        'a lower-case letter, then up to 39 letters, digits or hyphens',
      expect.stringMatching(/^moderation\/words.yaml:2:9 terms\[0\]: /),
    ]);
  });

  it('of the YAML itself is placed too', async () => {
    await write('site.yaml', 'name: "The Harbour Post\nsections: []\n');
    expect(await faultsOf()).toEqual([
      'site.yaml:1:7 : this quotation mark is not closed; write one at the end',
    ]);
  });

  it('is told when a section or a source stands twice', async () => {
    await write('site.yaml', site.replace('slug: sport', 'slug: world'));
    await write('sources.yaml', 'sources:\n  - id: wire\n  - id: wire\n');
    expect(await faultsOf()).toEqual([
      'site.yaml:7:11 sections[1].slug: "world" stands here twice',
      'sources.yaml:3:9 sources[1].id: "wire" stands here twice',
    ]);
  });

  it('is told when a source writes for a section that the site lacks', async () => {
    await write('sources.yaml', 'sources:\n  - id: wire\n    section: opinion\n');
    expect(await faultsOf()).toEqual([
      'sources.yaml:3:14 sources[0].section: site.yaml has no section "opinion"',
    ]);
  });

  it('is told when a feed is asked too often, inside a login, or of a source that has none', async () => {
    const feed = (url: string, rest = '') => `    feed: { url: '${url}'${rest} }\n`;
    await write(
      'sources.yaml',
      `sources:\n  - id: a\n    format: rss\n${feed('https://a.example/', ', everySeconds: 5')}` +
        `  - id: b\n    format: atom\n${feed('https://me:pw@b.example/')}` +
        `  - id: c\n    format: ninjs\n${feed('https://c.example/')}`,
    );
    const faults = await faultsOf();
    expect(faults.slice(0, 2)).toEqual([
      expect.stringContaining('sources.yaml:4:54 sources[0].feed.everySeconds: '),
      'sources.yaml:7:18 sources[1].feed.url: leave out user name and password',
    ]);
    await write(
      'sources.yaml',
      `sources:\n  - id: c\n    format: ninjs\n${feed('https://c.example/')}`,
    );
    expect(await faultsOf()).toEqual([
      'sources.yaml:4:11 sources[0].feed: only a source of format rss or atom has a feed',
    ]);
  });

  it('is told when a source may write for a section that is not there, or not for its own', async () => {
    await write(
      'sources.yaml',
      'sources:\n  - id: a\n    sections: [world, sprot]\n' +
        '  - id: b\n    section: sport\n    sections: [world]\n',
    );
    expect(await faultsOf()).toEqual([
      'sources.yaml:3:23 sources[0].sections[1]: site.yaml has no section "sprot"',
      'sources.yaml:5:14 sources[1].section: "sport" is not among its sections; name it there',
    ]);
  });

  it('is told when a policy is for a section that the site lacks', async () => {
    await write('site.yaml', `${site}moderation: { sections: { sprot: { holdAt: 1 } } }\n`);
    expect(await faultsOf()).toEqual([
      'site.yaml:9:34 moderation.sections.sprot: there is no section "sprot"',
    ]);
  });

  it('is told when a policy names a rule that there is not, with the one that was meant', async () => {
    const misspelt = 'moderation:\n  default:\n    rules:\n      hiden-links: strip\n';
    await write('site.yaml', `${site}${misspelt}`);
    await write(
      'sources.yaml',
      'sources:\n  - id: a\n    moderation:\n      rules: { profanity: hold, Shoutin: off, zebra: off }\n',
    );
    expect(await faultsOf()).toEqual([
      'site.yaml:12:7 moderation.default.rules.hiden-links: ' +
        'there is no rule "hiden-links"; "hidden-links" is the nearest',
      'sources.yaml:4:33 sources[0].moderation.rules.Shoutin: ' +
        'there is no rule "Shoutin"; "shouting" is the nearest',
      expect.stringMatching(
        /^sources.yaml:4:47 sources\[0\].moderation.rules.zebra: .*"zebra"; there are bare-addresses, /,
      ),
    ]);
  });

  it('is told when a policy weighs the opinion of a hook that nobody asks', async () => {
    const rules = 'rules: { "hook:house": note, "hook:hause": note }';
    const hooks = `hooks: [{ name: house, url: 'https://h.example/', secret: '${'s'.repeat(24)}' }]`;
    await write('site.yaml', `${site}moderation:\n  default: { ${rules} }\n  ${hooks}\n`);
    await write('sources.yaml', `sources:\n  - { id: a, moderation: { ${rules} } }\n`);
    expect(await faultsOf()).toEqual([
      'site.yaml:10:43 moderation.default.rules.hook:hause: site.yaml has no hook "hause"',
      expect.stringMatching(/^sources.yaml:2:\d+ .*rules.hook:hause: site.yaml has no hook/),
    ]);
  });

  it('is told when there is no such theme', async () => {
    await write('site.yaml', site.replace('./plain-theme', 'sparkling'));
    expect(await faultsOf()).toEqual(['site.yaml:3:8 theme: there is no theme "sparkling"']);
  });

  it('is told when there is no site.yaml', async () => {
    await rm(join(folder, 'site.yaml'));
    expect(await faultsOf()).toEqual(['site.yaml:1:1 : there is no such file']);
  });
});

describe('whoever keeps copies of the site', () => {
  it.each([
    ['{ vendor: akamai }', 'cdn.vendor: name one of cloudfront, fastly, cloudflare, varnish, none'],
    [
      '{ vendor: varnish, hosts: ["10.0.0.5:6081"] }',
      'cdn.hosts[0]: give http://host:port, and nothing after it',
    ],
    [
      '{ vendor: varnish, hosts: ["http://u:p@10.0.0.5/x"] }',
      'cdn.hosts[0]: give http://host:port, and nothing after it',
    ],
    ['{ vendor: cloudflare, zone: mine }', 'cdn.zone: the id of a zone: 32 hexadecimal digits'],
    [
      '{ vendor: fastly, service: SU1Z0isxPaozGVKXdv0eY, token: secret }',
      'cdn.token: there is no such setting',
    ],
  ])('is named as the documents say: %s', async (cdn, fault) => {
    await write('site.yaml', `${site}cdn: ${cdn}\n`);
    const faults = await faultsOf();
    expect(faults.map((line) => line.replace(/^site\.yaml:\d+:\d+ /, ''))).toEqual([fault]);
  });

  it('is told of fronts, and read back, where nothing else is said', async () => {
    await write('site.yaml', `${site}cdn: { vendor: cloudfront, distribution: E1ABCDEF2GHIJK }\n`);
    const { cdn } = (await loadNewsroom(folder)).site;
    expect(cdn).toMatchObject({ vendor: 'cloudfront', purgeFronts: true, verify: true });
  });
});
