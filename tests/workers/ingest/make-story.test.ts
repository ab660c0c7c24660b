import { describe, expect, it } from 'vitest';
import type { Submitted } from '../../../src/shared/formats/format.ts';
import { Story } from '../../../src/shared/story.ts';
import { type Making, makeStory } from '../../../src/workers/ingest/make-story.ts';

const plain: Submitted = {
  externalId: 'at-1',
  status: 'usable',
  headline: 'Well water returns to Herat',
  body: '<p>HERAT – Water is back. The wells had been dry for a year, and people had gone far for it.</p>',
  keywords: [],
  images: [],
  authors: [],
  corrections: [],
};

const site = {
  language: 'en',
  sections: [
    { slug: 'world', name: 'World' },
    { slug: 'sport', name: 'Sport' },
  ],
};

const makingOf = (submitted: Partial<Submitted> = {}, making: Partial<Making> = {}): Making => ({
  submitted: { ...plain, ...submitted },
  source: { id: 'wire', trusted: false },
  site,
  submissionId: 'sub-1',
  storyId: 'story-1',
  received: '2026-11-22T09:00:00.000Z',
  imageHashes: [],
  ...making,
});

const make = (...given: Parameters<typeof makingOf>) => makeStory(makingOf(...given));

describe('the language of a story', () => {
  const persian = () => ({ language: 'fa', isSure: true });
  const language = (...given: Parameters<typeof makingOf>) =>
    makeStory(makingOf(...given), persian).story;

  it('is that which was submitted', () => {
    expect(language({ language: 'de' }).language).toBe('de');
  });

  it('is told from the text where none was submitted, and that is noted', () => {
    const source = { id: 'wire', trusted: false, language: 'en' };
    const { language: told, notes } = language({}, { source });
    expect(told).toBe('fa');
    expect(notes.join()).toContain('The language, fa, was told from the text');
  });

  it('is told from headline and body, without markup', () => {
    const read: string[] = [];
    makeStory(makingOf(), (text) => {
      read.push(text);
      return undefined;
    });
    expect(read[0]).toMatch(/^Well water returns to Herat\nWater is back\. The wells/);
  });

  it("is the source's, then the site's, where the text tells nothing", () => {
    const source = { id: 'wire', trusted: false, language: 'ps' };
    expect(makeStory(makingOf({}, { source }), () => undefined).story.language).toBe('ps');
    expect(makeStory(makingOf(), () => undefined).story.language).toBe('en');
  });
});

describe('letters that a sender broke', () => {
  it('are mended in each text, and that is noted', () => {
    const { story } = make({
      headline: 'The mayorâ€™s night',
      body: '<p>A cafÃ© burned.</p>',
      keywords: ['ZÃ¼rich'],
      images: [{ url: 'https://a.test/1.jpg', role: 'lead', caption: 'CafÃ© at night' }],
    });
    expect(story).toMatchObject({
      headline: 'The mayor’s night',
      body: '<p>A café burned.</p>',
      submittedBody: '<p>A café burned.</p>',
      keywords: ['Zürich'],
      images: [{ caption: 'Café at night' }],
    });
    expect(story.notes).toContain(
      'Broken letters were mended in headline, body, keywords, images: UTF-8 read as Windows-1252',
    );
  });
});

describe('a story made of a submission', () => {
  it('has all that a story needs', () => {
    expect(Story.omit({ revision: true }).safeParse(make().story).success).toBe(true);
  });

  it('gets from its own text what the source left out', () => {
    const { story } = make({ authors: [{ name: 'Laila  Amiri' }, { name: 'Omid' }] });
    expect(story).toMatchObject({
      slug: 'well-water-returns-to-herat',
      section: 'world',
      language: 'en',
      byline: 'Laila Amiri, Omid',
      dateline: 'HERAT',
      description:
        'Water is back. The wells had been dry for a year, and people had gone far for it.',
      notes: ['The dateline HERAT was taken from the first paragraph'],
    });
    expect(story.body).toMatch(/^<p>Water is back/);
    expect(story.submittedBody).toBe(plain.body);
  });

  it('keeps what the source said', () => {
    const said = {
      slug: 'wells',
      section: 'Sport',
      language: 'fa',
      byline: 'Desk',
      dateline: 'Herat',
      description: 'Said.',
    };
    const { story } = make(said);
    expect(story).toMatchObject({ ...said, section: 'sport', notes: [] });
    expect(story.body).toMatch(/^<p>Water is back/);
  });

  it('goes to the section of its source, with a note, when the site has not the one named', () => {
    const { story } = make(
      { section: 'Libya' },
      { source: { id: 'wire', trusted: false, section: 'sport' } },
    );
    expect(story.section).toBe('sport');
    expect(story.notes[0]).toContain('Libya');
  });

  it('goes to the default, with a note, where its source does not write for the one named', () => {
    const source = { id: 'wire', trusted: false, sections: ['world'] };
    const { story } = make({ section: 'Sport' }, { source });
    expect(story.section).toBe('world');
    expect(story.notes[0]).toBe(
      'wire does not write for the section Sport; the story went to World',
    );
    const allowed = { ...source, sections: ['world', 'sport'] };
    expect(make({ section: 'Sport' }, { source: allowed }).story).toMatchObject({
      section: 'sport',
      notes: [expect.stringContaining('dateline')],
    });
    const first = { ...source, sections: ['sport', 'world'] };
    expect(make({}, { source: first }).story.section).toBe('sport');
  });

  it('believes only trusted sources about its first publication', () => {
    const firstPublished = '2020-01-01T00:00:00.000Z';
    expect(make({ firstPublished }).story.firstPublished).toBeUndefined();
    expect(make({ firstPublished }).story.notes.join()).toContain('trusted');
    const trusted = { source: { id: 'wire', trusted: true } };
    expect(make({ firstPublished }, trusted).story.firstPublished).toBe(firstPublished);
  });

  it('numbers its pictures, gives one the lead, and points at uploaded bytes by hash', () => {
    const { story } = make(
      {
        images: [
          { url: 'https://a.example/1.jpg', role: 'lead', caption: ' A\u202E  well\n' },
          { data: Buffer.from('x'), role: 'lead' },
        ],
        body: '<p>Text</p><img src="https://a.example/3.jpg">',
      },
      { imageHashes: [undefined, 'ab12'] },
    );
    expect(story.images).toEqual([
      { id: 'i1', role: 'lead', url: 'https://a.example/1.jpg', caption: 'A well' },
      { id: 'i2', role: 'inline', sha256: 'ab12' },
      { id: 'i3', role: 'inline', url: 'https://a.example/3.jpg' },
    ]);
  });

  it('has one-line texts free of controls, overrides and open isolates', () => {
    const { story } = make({
      headline: ' A\u0000\u202E head\u0301line \u2067x\n',
      keywords: ['Libya', 'libya ', '', '\u202Dwater'],
    });
    expect(story.headline).toBe('A head\u0301line \u2067x\u2069'.normalize('NFC'));
    expect(story.keywords).toEqual(['Libya', 'water']);
  });
});

it('notes a correction dated in the future, and keeps it as the source dated it', () => {
  const corrections = [{ at: '2099-01-01T00:00:00.000Z', text: 'The month was wrong.' }];
  const { story } = make({ corrections });
  expect(story.corrections).toEqual(corrections);
  expect(story.notes.join()).toContain('2099-01-01T00:00:00.000Z, lies in the future');
});

describe('the hash that tells revisions apart', () => {
  const hash = (submitted: Partial<Submitted> = {}, making: Partial<Making> = {}) =>
    make(submitted, making).contentHash;

  it('is the same for the same content in another submission', () => {
    expect(hash({}, { submissionId: 'sub-2', received: '2027-01-01T00:00:00.000Z' })).toBe(hash());
  });

  it.each<[string, Partial<Submitted>]>([
    ['headline', { headline: 'Other' }],
    ['wanted state', { status: 'withheld' }],
    ['embargo', { embargoed: '2027-01-01T00:00:00.000Z' }],
    ['pictures', { images: [{ url: 'https://a.example/', role: 'lead' }] }],
    ['hidden parts', { body: `${plain.body}<div hidden><a href="https://s.example/">s</a></div>` }],
  ])('changes with the %s', (_, change) => {
    expect(hash(change)).not.toBe(hash());
  });
});
