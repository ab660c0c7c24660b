import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { BlockedList } from '../../../src/shared/blocked-list.ts';
import { policyFor } from '../../../src/shared/moderation-policy.ts';
import type { Removed, Story } from '../../../src/shared/story.ts';
import { makeStory } from '../../../src/workers/ingest/make-story.ts';
import { moderate, openModeration } from '../../../src/workers/moderation/moderate.ts';
import { without } from './support/judge-body.ts';

const reporting =
  '<p>Police in Jakarta arrested eleven people on Monday over an online gambling ring.</p>' +
  '<p>The suspects ran pages with names such as slot gacor, a court was told; the gambling is illegal.</p>';

/** What surrounds what is looked for: as with a few words alone, there would be no story to save. */
const news =
  '<p>The council approved a new water main for the old town on Tuesday after a long debate.</p>' +
  '<p>Work begins in May, the mayor said, and the streets will stay open to residents.</p>';
const textOfNews = news.replace(/<\/p><p>/g, '\n').replace(/<[^>]*>/g, '');

function story(body: string, headline = 'A quiet headline'): Story {
  const { story } = makeStory({
    submitted: {
      externalId: '1',
      status: 'usable',
      headline,
      body,
      keywords: [],
      images: [],
      authors: [],
      corrections: [],
    },
    source: { id: 'wire', trusted: false },
    site: { language: 'en', sections: [{ slug: 'world', name: 'World' }] },
    submissionId: 's',
    storyId: 'story',
    received: '2026-11-22T09:00:00.000Z',
    imageHashes: [],
  });
  return { ...story, revision: 1 };
}

const policy = policyFor({ default: {}, sections: {} }, { section: 'world', source: undefined });
const toolsFor = (lists: readonly BlockedList[]) => ({ ...openModeration(lists), policy });

const withoutLists = toolsFor([]);

const judge = (body: string, lists: readonly BlockedList[] = []) =>
  moderate({ story: story(body) }, lists.length === 0 ? withoutLists : toolsFor(lists));
const list = (terms: string[], action: BlockedList['action'] = 'hold'): BlockedList => ({
  name: 'Never unread',
  action,
  terms,
});

describe('the policy', () => {
  const sure = `${news}<p>slot gacor hari ini</p>`;

  it('of a source goes before that of a section, and that before the site', () => {
    const site = {
      default: { holdAt: 2, linkAllowance: 5, rules: { shouting: 'off' as const } },
      sections: { sport: { holdAt: 3, rules: { profanity: 'note' as const } } },
    };
    const source = { holdAt: 4 };
    expect(policyFor(site, { section: 'sport', source })).toMatchObject({
      ...{
        holdAt: 4,
        linkAllowance: 5,
        rejectAt: 4,
        rules: { shouting: 'off', profanity: 'note' },
      },
    });
    expect(policyFor(site, { section: 'world', source: undefined }).holdAt).toBe(2);
  });

  it('says what the findings of a rule ask for', async () => {
    const asked = async (action: 'off' | 'reject') => {
      const rules = { 'spam-phrases': action };
      return moderate({ story: story(sure) }, { ...withoutLists, policy: { ...policy, rules } });
    };
    expect((await asked('off')).verdict).toBe('approved');
    expect((await asked('reject')).verdict).toBe('rejected');
  });
});

describe('blocked terms of the newsroom', () => {
  it.each([
    ['in any case', '<p>a CIALIS b</p>', 'CIALIS'],
    ['across tags and entities', '<p>a &#67;ial<b>is</b> b</p>', '&#67;ial<b>is'],
    ['with invisible characters in them', '<p>c\u200bi\u00ADalis</p>', 'c\u200bi\u00ADalis'],
    ['in mathematical letters', '<p>a 𝐜𝐢𝐚𝐥𝐢𝐬 b</p>', '𝐜𝐢𝐚𝐥𝐢𝐬'],
    ['in full width', '<p>ｃｉａｌｉｓ</p>', 'ｃｉａｌｉｓ'],
    ['with a number after them', '<p>cialis20</p>', 'cialis'],
    ['in a hidden part', '<p>a</p><p hidden>cialis</p>', 'cialis'],
    ['in the name of a link', '<p>a <a href="/x">cialis</a></p>', 'cialis'],
    ['in plain text', 'one\ncialis', 'cialis'],
  ])('are found %s, and placed in the text as submitted', async (_, body, found) => {
    const whole = body.startsWith('<') ? `${news}${body}` : `${textOfNews}\n${body}`;
    const { verdict, because, findings = [] } = await judge(whole, [list(['cialis'])]);
    expect(verdict).toBe('held');
    expect(because[0]).toContain('Never unread');
    const placed = findings.find(({ rule }) => rule === 'blocked-terms');
    expect(placed?.field).toBe('/body');
    expect(whole.slice(placed?.offset).slice(0, placed?.length)).toBe(found);
  });

  it.each([
    ['<p>le spécialiste</p>', 'cialis'],
    ['<p>слоты</p>', 'слот'],
    ['<p>agent 47</p>', 'agent 4'],
    ['<p>کتابخانه</p>', 'کتاب'],
  ])('are not found inside other words: %s', async (body, term) => {
    expect((await judge(body, [list([term])])).verdict).toBe('approved');
  });

  it.each([
    ['<p>禁赌博令</p>', '赌博'],
    ['<p>слот.</p>', 'СЛОТ'],
    ['<p>شرط‌بندی</p>', 'شرط‌بندي'],
    ['<p>cafe\u0301</p>', 'café'],
  ])('are found in every script: %s', async (body, term) => {
    expect((await judge(body, [list([term])])).verdict).toBe('held');
  });

  it('are found in a headline, and the gravest list decides', async () => {
    const lists = [list(['quiet'], 'note'), list(['headline'], 'reject')];
    const { verdict, because } = await judge('<p>a</p>', lists);
    expect(verdict).toBe('rejected');
    expect(because).toHaveLength(1);
  });

  it('change the version of the rules that stands in the record', async () => {
    const { result } = await judge('<p>a</p>', [list(['one'])]);
    const { result: other } = await judge('<p>a</p>', [list(['two'])]);
    expect(result).not.toEqual(other);
    expect((await judge('<p>a</p>', [list(['one'])])).result).toEqual(result);
  });

  it('of fifty thousand are one pass, over hostile text too', async () => {
    const terms = Array.from({ length: 50_000 }, (_, index) => `term ${index} spam`);
    const tools = toolsFor([list([...terms, `${'a'.repeat(150)}b`])]);
    const hostile = story(`<p>${'a'.repeat(500_000)} ${'term 4 '.repeat(50_000)}</p>`);
    const began = process.cpuUsage();
    expect((await moderate({ story: hostile }, tools)).verdict).toBe('approved');
    const { user, system } = process.cpuUsage(began);
    expect(user + system).toBeLessThan(10_000_000);
  });
});

describe('promotion', () => {
  it.each([
    ['hidden', `${news}<span style="font-size:0">situs toto slot</span>`],
    ['a link', `${news}<p>News <a href="https://x.example/">slot gacor hari ini</a>.</p>`],
    ['a line of its own', `situs toto slot\n${textOfNews}`],
    ['a line with an address', `${textOfNews}\njudi bola https://x.example/slot/cialis/`],
    ['a block of its own', `${news}<p>★ SITUS TOTO SLOT ★</p>`],
    ['a sentence between others', textOfNews.replace('. ', '. judi bola ').concat(' judi bola')],
    ['a phrase in another script', textOfNews.replace('Tuesday', 'Tuesday 바카라사이트')],
    ['letters apart', `${textOfNews}\ns l o t  g a c o r`],
    ['dotted letters', `${textOfNews}\nt.o.g.e.l  o.n.l.i.n.e`],
    ['letters of another script', `${textOfNews}\nсhеар vіаgrа`],
    ['digits for letters', `${textOfNews}\n0n11ne c4sin0`],
    ['letters in black squares', `${textOfNews}\n🅢🅛🅞🅣 🅶🅰🅲🅾🆁`],
  ])('as %s is held, with the reason', async (_, body) => {
    const { verdict, because } = await judge(body);
    expect(verdict).toBe('held');
    expect(because.join()).toMatch(/promotes (gambling|medicines)/);
  });

  it.each([
    ['medicines', 'buy cialis online'],
    ['sex', 'istanbul escort bayan'],
    ['loans or easy money', 'займ онлайн на карту'],
    ['links or other services', 'essay writing service'],
    ['dubious investments', 'double your bitcoin'],
    ['dubious goods', 'replica watches'],
  ])('of %s is named so', async (family, phrase) => {
    const { verdict, because } = await judge(`${textOfNews}\n${phrase}`);
    expect([verdict, because.join()]).toEqual(['held', expect.stringContaining(family)]);
  });

  it('is not what a report on gambling is held for', async () => {
    expect((await judge(reporting)).verdict).toBe('approved');
    expect((await judge(`${reporting}<h3>Slot gacor?</h3>`)).verdict).toBe('approved');
  });

  it('is held in such a report as well where it is a link', async () => {
    const body = `${reporting}<p><a href="https://x.example/">situs slot gacor</a></p>`;
    expect((await judge(body)).verdict).toBe('held');
  });

  it('alone holds no text in a script of whose spam it was taught phrases only', async () => {
    const { verdict, findings = [] } = await judge('内银股调整或未完 留意建行Call25350');
    expect(verdict).toBe('approved');
    expect(findings.map(({ rule, weight }) => [rule, weight])).toEqual([['reads-like-spam', 0.5]]);
  });
});

describe('hidden parts', () => {
  it('that link to what spam sells hold the story, at their place in the body', async () => {
    const part =
      '<div style="display:none"><a href="//shop.example/">cheap replica watches</a></div>';
    const { verdict, because, findings = [] } = await judge(`<p>News.</p>${part}`);
    expect(verdict).toBe('held');
    expect(because).toContain(
      'The body hides a link to shop.example from readers (display:none); the link to shop.example reads “replica watches”',
    );
    const hidden = findings.find(({ rule }) => rule === 'hidden-links');
    expect(hidden).toMatchObject({ field: '/body', offset: 12, length: part.length });
  });

  it.each([
    ['without links', '<div hidden>menu</div>'],
    ['with links within the site', '<div hidden><a href="#content">Skip</a></div>'],
    ['to share a story', '<div hidden><a href="https://twitter.com/intent/tweet?u">X</a></div>'],
    [
      'with an honest link elsewhere',
      '<div hidden><a href="https://a.example/">Our printer</a></div>',
    ],
  ])('%s are noted, not held', async (_, part) => {
    const { verdict, because } = await judge(`<p>News.</p>${part}`);
    expect(verdict).toBe('approved');
    expect(because).toHaveLength(1);
  });

  it('that are all there is leave nothing to publish', async () => {
    const { verdict, because } = await judge('<div hidden>all</div>');
    expect([verdict, because[0]]).toEqual(['held', 'Nothing of the body is left for readers']);
  });

  it('do not hide text behind them from moderation by an unclosed element', async () => {
    const { verdict } = await judge(`<div><svg></div>${news}<p>cialis</p>`, [list(['cialis'])]);
    expect(verdict).toBe('held');
  });

  it('are judged by what the record says, whatever order it has', async () => {
    const removed: Removed[] = [
      { kind: 'hidden', how: 'x', text: 'b', links: ['https://b.example'], offset: 9, length: 1 },
      { kind: 'script', how: 'y', text: 'a', links: [], offset: 0, length: 3 },
    ];
    const { findings } = await moderate(
      { story: { ...story('<p>News.</p>'), removed } },
      withoutLists,
    );
    expect(findings).toHaveLength(1);
  });
});

const corpus = process.env.DATELINE_CORPUS;
const hasCorpus = corpus !== undefined && existsSync(join(corpus, 'moderation/dev_text.jsonl'));
if (!hasCorpus) console.info('DATELINE_CORPUS is not set: real stories are not judged');

describe.skipIf(!hasCorpus)('real stories', () => {
  const file = (path: string) => readFileSync(join(corpus ?? '', path), 'utf8');

  it('from a hacked site are held, and go through once the injected part is out', async () => {
    const body: string = JSON.parse(file('seed/at-news-wordpress-post.json')).content.rendered;
    const held = await judge(body);
    expect(held.verdict).toBe('held');
    expect(held.because.join()).toContain('situs toto slot');
    expect((await judge(body.replace(/^<div.*?<\/div>/s, ''))).verdict).toBe('approved');
  });

  it('whose injected link has become a line of text are held too', async () => {
    const text = file('seed/000_e36caf1ffd0e867f.txt');
    expect((await judge(text)).verdict).toBe('held');
    expect((await judge(text.slice(text.indexOf('\n')))).verdict).toBe('approved');
  });

  it('with a line of spam put in are held, nineteen of twenty, and run without it', async () => {
    const rows = file('moderation/dev_text.jsonl')
      .split('\n')
      .filter((line) => line.includes('"kind":"text_injected"'));
    let held = 0;
    let flipped = 0;
    for (const row of rows) {
      const { text }: { text: string } = JSON.parse(row);
      const { verdict, findings = [] } = await judge(text);
      if (verdict === 'approved') continue;
      held += 1;
      const places = findings.filter(({ weight }) => weight > 0);
      if ((await judge(without(text, places))).verdict === 'approved') flipped += 1;
    }
    expect(rows.length).toBeGreaterThan(200);
    expect(held / rows.length).toBeGreaterThan(0.95);
    expect(flipped / held).toBeGreaterThan(0.95);
  });

  it('of ordinary and hard news go through, every one', async () => {
    const rows = file('moderation/dev_text.jsonl')
      .split('\n')
      .filter((line) => line.includes('"label":"ham"') && /"kind":"(hard_)?news/.test(line))
      .filter((_, index) => index % 4 === 0);
    const held: string[] = [];
    for (const row of rows) {
      const { id, text }: { id: string; text: string } = JSON.parse(row);
      if ((await judge(text)).verdict !== 'approved') held.push(id);
    }
    expect(rows.length).toBeGreaterThan(500);
    expect(held).toEqual([]);
  });
});
