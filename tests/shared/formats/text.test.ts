import { describe, expect, it } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { text } from '../../../src/shared/formats/text.ts';
import { expectOrderly, expectWhole, faultsOf, hasCorpus, sample } from './support/foreign.ts';

const read = (written: string) => text.read(Buffer.from(written));
const whole =
  'Message-ID: <w-1@a.example>\nDate: Thu, 01 Jan 2026 08:00:00 +0430\nKeywords: water, well\n\nWell water returns\n\nBy Jane Doe\n\nIt is back.\n\nAll day <long>.';

describe('the plain text format', () => {
  it('takes the first line as headline and identity', () => {
    expect(read('Well water returns\r\n\r\nIt is\r\nback.\r\n\r\nAll day <long>.')).toMatchObject({
      externalId: 'Well water returns',
      headline: 'Well water returns',
      body: '<p>It is\nback.</p>\n<p>All day &lt;long&gt;.</p>',
    });
  });

  it('reads header lines before the text', () => {
    expect(read(whole)).toMatchObject({
      externalId: 'w-1@a.example',
      headline: 'Well water returns',
      byline: 'Jane Doe',
      modified: '2026-01-01T03:30:00.000Z',
      keywords: ['water', 'well'],
      body: '<p>It is back.</p>\n<p>All day &lt;long&gt;.</p>',
    });
  });

  it.each([
    ['Tue, 24 Nov 2026 10:00:00 EST', '2026-11-24T15:00:00.000Z'],
    ['Tue, 24 Nov 2026 10:00:00 +0430 (AFT)', '2026-11-24T05:30:00.000Z'],
  ])('reads an embargo as mail writes it, %s', (written, embargoed) => {
    const head = `Subject: A\nEmbargoed: ${written}\n\nIt is.`;
    expect(read(head)).toMatchObject({ embargoed });
  });

  it.each(['Tue, 24 Nov 2026 10:00:00', 'Tue, 24 Nov 2026'])(
    'refuses an embargo that names no zone, %s: the machine has one of its own',
    (written) => {
      const head = `Subject: A\nEmbargoed: ${written}\n\nIt is.`;
      expect(faultsOf(() => read(head))).toHaveProperty('#/embargoed');
    },
  );

  it('does not take a headline with a colon for a header', () => {
    expect(read('Kabul: water is back\n\nIt is.').headline).toBe('Kabul: water is back');
  });

  it('reads old encodings of Western and Arabic newsrooms', () => {
    expect(text.read(Buffer.from('Caf\xe9\n\nIt is open.', 'latin1')).headline).toBe('Café');
    const arabic = Buffer.from([0xd3, 0xe1, 0xc7, 0xe3, 0x0a, 0x0a, 0xd3, 0xe1, 0xc7, 0xe3]);
    expect(text.read(arabic).headline).toBe('سلام');
  });

  it('says what is wrong, and where', () => {
    expect(faultsOf(() => read('Only a headline'))).toHaveProperty('#/body');
    expect(faultsOf(() => read('Subject: A\nDate: soon\n\nB'))).toHaveProperty('#/date');
    expect(faultsOf(() => read(`${'a'.repeat(501)}\n\nB`))).toHaveProperty('#/headline');
    expect(() => read('a\0b\n\nc')).toThrow(Malformed);
    expectOrderly(text, Buffer.from(whole));
  });
});

describe.skipIf(!hasCorpus)('the real text of a hacked page', () => {
  it('keeps every paragraph, the planted line as its headline', () => {
    const story = text.read(sample('seed', '.txt'));
    expectWhole(story);
    expect(story.headline).toBe('situs toto slot');
    expect(story.body).toContain('<p>KABUL – Russia is in the process');
  });
});

describe('plain text in an old encoding', () => {
  it('keeps the quotation marks and dashes of Windows-1252', () => {
    const bytes = Buffer.from([...Buffer.from('Caf'), 0xe9, 0x20, 0x96, 0x20, 0x93, 0x61, 0x94]);
    expect(text.read(Buffer.concat([bytes, Buffer.from('\n\nBody.')])).headline).toBe('Café – “a”');
  });
});
