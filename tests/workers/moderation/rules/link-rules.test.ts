import { describe, expect, it } from 'vitest';
import { judgeBody, without } from '../support/judge-body.ts';

const text = (words: number) => `<p>${'Long reports from the bridge. '.repeat(words / 5)}</p>`;
const links = (
  count: number,
  name: (at: number) => string,
  path = '/news/a-long-story-on-bridges',
) =>
  Array.from(
    { length: count },
    (_, at) => `<a href="https://paper${at}.example/${path}">${name(at)}</a>`,
  );
const found = async (body: string, rule: string, policy = {}) =>
  (await judgeBody(body, { policy })).findings.filter((finding) => finding.rule === rule);

describe('the number of links', () => {
  const many = (count: number) =>
    text(2_000) +
    links(count, (at) => `Bridge ${at}`)
      .map((one) => `<p>Of this ${one} told us a good deal more.</p>`)
      .join('');

  it('says nothing up to what the policy allows', async () => {
    expect(await found(many(20), 'link-count')).toEqual([]);
    expect(await found(many(3), 'link-count', { linkAllowance: 3 })).toEqual([]);
  });

  it('speaks softly at twice the allowance, and holds far beyond it', async () => {
    expect((await judgeBody(many(40))).verdict).toBe('approved');
    const { verdict, because } = await judgeBody(many(130));
    expect(verdict).toBe('held');
    expect(because[0]).toBe('The body links to other sites 130 times; 20 are allowed');
  });

  it('is that of links in sight, and not of those to networks or within the site', async () => {
    const own = Array.from(
      { length: 200 },
      (_, at) =>
        `<p><a href="/story/${at}">More</a> <a href="https://www.facebook.com/p/${at}">F</a></p>`,
    ).join('');
    expect(await found(own, 'link-count')).toEqual([]);
  });

  it('of a source that may have none counts from the first', async () => {
    const policy = { linkAllowance: 0 };
    expect((await judgeBody(many(1), { policy })).verdict).toBe('held');
  });

  it('points at the links beyond the allowance', async () => {
    const body = many(23);
    const [finding] = await found(body, 'link-count');
    expect(body.slice(finding?.offset).slice(0, finding?.length)).toMatch(
      /^<a href="https:\/\/paper20.*Bridge 22<\/a>$/s,
    );
  });
});

describe('link farms', () => {
  const names = ['garden sheds', 'cheap flights', 'roof repair', 'dog food', 'used cars', 'hotels'];
  const farm = names
    .map((name, at) => `<p><a href="https://site${at}.example/">${name}</a></p>`)
    .join('\n');

  it('are held, and cut in one piece', async () => {
    const body = `${text(200)}${farm}`;
    const { verdict, against } = await judgeBody(body);
    expect(verdict).toBe('held');
    expect(against[0]?.reason).toMatch(
      /6 links in a row, with keywords for names, lead to 6 sites/,
    );
    expect((await judgeBody(without(body, against))).verdict).toBe('approved');
  });

  it.each([
    [
      'a list of articles',
      `<ul>${links(8, (at) => `How bridge number ${at} came to be`)
        .map((one) => `<li>${one}</li>`)
        .join('')}</ul>`,
    ],
    [
      'a list of partners',
      `<p>Partners: ${['Acme', 'Borough Bank', 'Citroen', 'Dell', 'Evonik'].map((name) => `<a href="https://www.${name.toLowerCase().replace(' ', '')}.example/">${name}</a>`).join(', ')}</p>`,
    ],
    [
      'sources named in sentences',
      names
        .map(
          (name, at) =>
            `<p>We asked the makers of <a href="https://site${at}.example/">${name}</a> what they think of it.</p>`,
        )
        .join(''),
    ],
    ['few links', `<p>${links(4, (at) => `shed ${at}`, '').join(' ')}</p>`],
  ])('are not %s', async (_, body) => {
    expect(await found(text(200) + body, 'link-farms')).toEqual([]);
  });
});

describe('addresses in running text', () => {
  it.each([
    [
      'in a line of plain text',
      'The bridge is open.\nhttps://slotgacor-hari.example/login',
      'https://slotgacor-hari.example/login',
    ],
    ['without https', '<p>The bridge is open. situs-togel99.com is best.</p>', 'situs-togel99.com'],
    [
      'in a folder of software',
      '<p>Of note: http://club.example.org/wp-includes/judi-online/ today.</p>',
      'http://club.example.org/wp-includes/judi-online/',
    ],
  ])('that promote are held: %s', async (_, body, address) => {
    const { verdict, against } = await judgeBody(body);
    expect(verdict).toBe('held');
    const finding = against.find(({ rule }) => rule === 'bare-addresses');
    expect(body.slice(finding?.offset).slice(0, finding?.length)).toBe(address);
  });

  it.each([
    '<p>Write to press@casino-royale.com or see www.gov.uk/betting and https://specialist.example/pharmacy.</p>',
    '<p>The report is at https://www.bbc.com/news/police-raid-online-casino-in-jakarta-slot-gacor-ring today.</p>',
    '<p>Node.js and ASP.NET are e.g. tools; he said no.Then he left.</p>',
  ])('that report go through: %s', async (body) => {
    expect(await found(body, 'bare-addresses')).toEqual([]);
  });
});

describe('pictures', () => {
  const image = {
    id: 'i1',
    role: 'lead' as const,
    url: 'https://a.example/1.jpg',
    caption: 'The bridge',
  };

  it('without credit and terms are noted, and hold nothing', async () => {
    const { verdict, because } = await judgeBody(text(20), { story: { images: [image] } });
    expect(verdict).toBe('approved');
    expect(because).toEqual(['Picture 1 names neither a credit nor terms of use (The bridge)']);
  });

  it('with a credit or terms are not', async () => {
    const images = [
      { ...image, creditLine: 'Jane Doe' },
      { ...image, usageTerms: 'CC BY 4.0' },
    ];
    expect((await judgeBody(text(20), { story: { images } })).because).toEqual([]);
  });

  it('are held where a newsroom says so', async () => {
    const policy = { rules: { 'picture-rights': 'hold' as const } };
    const { verdict } = await judgeBody(text(20), { story: { images: [image] }, policy });
    expect(verdict).toBe('held');
  });
});

describe('texts for search engines', () => {
  const story =
    '<p>Officers closed an online casino in the harbour on Monday, a spokesman said there.</p>';
  const page = (head: string) =>
    `<html><head>${head}</head><body>${story}${text(100)}</body></html>`;
  const data = (fields: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'NewsArticle', ...fields })}</script>`;

  it.each([
    ['a title', '<title>Buy cheap viagra | Harbour news</title>', 'title'],
    [
      'a description',
      '<meta property="og:description" content="Togel online, slot gacor">',
      'description',
    ],
    ['data', data({ headline: 'スーパーコピー 激安 通販' }), 'data'],
  ])('that promote in %s are held and can be cut', async (_, head, name) => {
    const { verdict, against } = await judgeBody(page(head));
    expect(verdict).toBe('held');
    expect(against[0]?.reason).toContain(`The ${name} for search engines says`);
    expect(without(page(head), against)).toBe(page(''));
  });

  it.each([
    [
      'sum the story up',
      '<meta name="description" content="Officers closed an online casino on Monday.">',
    ],
    ['name the paper', '<title>Harbour closes | The Sunday Bonus</title>'],
    ['list what it is about', data({ keywords: 'harbour, online casino, police' })],
  ])('that %s go through', async (_, head) => {
    expect((await judgeBody(page(head))).against).toEqual([]);
  });

  it('that send readers away at once are held', async () => {
    const { verdict, because } = await judgeBody(
      page('<meta http-equiv="refresh" content="0; url=https://x.example/">'),
    );
    expect(verdict).toBe('held');
    expect(because[0]).toBe('A link to x.example sends readers there at once, without asking');
  });
});

describe('markup beyond all measure', () => {
  it.each([
    [
      'ten thousand links',
      '<p><a href="https://x.example/slot/">slot gacor</a> a</p>'.repeat(9_000),
    ],
    ['hidden parts', '<i hidden>toto<a href="https://x.example/slot/">x</a></i>a'.repeat(6_000)],
    [
      'scripts that write links',
      `${'<script>document.write("<a href=https://x.example/slot>slot gacor</a>")</script>'.repeat(5_000)}<p>a</p>`,
    ],
    ['links in links', '<a href="https://x.example/slot/">'.repeat(250)],
  ])('%s is held by a bounded number of findings', async (_, body) => {
    const { verdict, findings } = await judgeBody(body);
    expect(verdict).not.toBe('approved');
    for (const rule of ['injected-links', 'link-farms', 'bare-addresses', 'page-head']) {
      expect(findings.filter((one) => one.rule === rule).length).toBeLessThanOrEqual(100);
    }
    expect(findings.filter(({ rule }) => rule === 'hidden-links').length).toBeLessThanOrEqual(200);
    for (const { field, offset, length } of findings) {
      if (field === '/body') expect(offset + length).toBeLessThanOrEqual(body.length);
    }
  });
});
