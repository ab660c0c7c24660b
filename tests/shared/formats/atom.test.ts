import { describe, expect, it } from 'vitest';
import { atom } from '../../../src/shared/formats/atom.ts';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { hasSamples, readAll, sample, samplesOf } from './support/newsroom-samples.ts';

const feed = (entries: string): Buffer =>
  Buffer.from(`<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="ru" xml:base="https://paper.example/f/">
    <a:author><a:name>The Paper</a:name></a:author><a:updated>2026-11-01T00:00:00Z</a:updated>${entries}</a:feed>`);
const read = (entry: string) => {
  const [story] = readAll(
    atom,
    feed(`<a:entry><a:id>e-1</a:id><a:title>Rain</a:title>${entry}</a:entry>`),
  );
  return story;
};

describe('an Atom entry', () => {
  it('is a story with the dates, language and author that hold for it', () => {
    const entry = `<a:updated>2026-11-01T10:00:00+04:30</a:updated><a:published>2026-10-31T00:00:00Z</a:published>
      <a:summary>Much rain.</a:summary><a:content type="html">&lt;p&gt;It rained.&lt;/p&gt;</a:content>
      <a:category term="w" label="Weather"/><a:rights>Paper</a:rights>
      <a:link rel="enclosure" type="image/png" href="rain.png"/>`;
    expect(read(entry)).toEqual({
      externalId: 'e-1',
      status: 'usable',
      headline: 'Rain',
      description: 'Much rain.',
      body: '<p>It rained.</p>',
      modified: '2026-11-01T05:30:00.000Z',
      firstPublished: '2026-10-31T00:00:00.000Z',
      language: 'ru',
      byline: 'The Paper',
      authors: [{ name: 'The Paper' }],
      section: 'weather',
      keywords: ['Weather'],
      copyrightHolder: 'Paper',
      images: [{ url: 'https://paper.example/f/rain.png', role: 'lead' }],
      corrections: [],
    });
  });

  it.each([
    ['<a:content>1 &lt; 2</a:content>', '<p>1 &lt; 2</p>'],
    ['<a:content type="html">1 &amp;lt; &lt;b&gt;2&lt;/b&gt;</a:content>', '1 &lt; <b>2</b>'],
    [
      '<a:content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:p>1 &lt; <h:a href="2">2</h:a></h:p></h:div></a:content>',
      '<p>1 &lt; <a href="https://paper.example/f/2">2</a></p>',
    ],
    ['<a:content type="image/png">aGk=</a:content><a:summary>Text</a:summary>', '<p>Text</p>'],
    ['<a:link href="/x"/>', '<p><a href="https://paper.example/x">Rain</a></p>'],
  ])('written as %s has its body in HTML', (entry, body) => {
    expect(read(entry)?.body).toBe(body);
  });

  it('may come alone', () => {
    const entry = '<entry xmlns="http://www.w3.org/2005/Atom"><id>e</id><title>A</title></entry>';
    expect(readAll(atom, Buffer.from(entry))).toMatchObject([
      { externalId: 'e', body: '<p>A</p>' },
    ]);
  });

  it('is malformed where it is another format', () => {
    expect(() => atom.split?.(Buffer.from('<rss/>'))).toThrow(Malformed);
  });
});

describe.runIf(hasSamples)('real Atom', () => {
  it('of heise maps every entry', () => {
    const stories = readAll(atom, sample('atom', 'heise'));
    expect(stories).toHaveLength(15);
    expect(stories[0]).toMatchObject({
      externalId: 'http://heise.de/-3088438',
      headline: 'Java-Anwendungsserver: Red Hat gibt WildFly 10 frei',
      firstPublished: '2016-02-01T16:22:00.000Z',
      modified: '2016-02-01T16:54:50.000Z',
      copyrightHolder: 'Copyright (c) 2016 Heise Medien',
      body: expect.stringContaining('<img src="http://www.heise.de/scale'),
    });
  });

  it.each(samplesOf('media-rss'))('with Media RSS in %s maps', (file) => {
    const [story] = readAll(atom, sample('media-rss', file));
    expect(story).toMatchObject({
      headline: 'Example Atom',
      externalId: expect.stringMatching(/^urn:sha256:/),
    });
    if (file.includes('thumbnail')) {
      expect(story?.images).toMatchObject([{ url: 'http://example.com/thumbnail.jpg' }]);
    } else {
      expect(story?.usageTerms).toBe('For use in Australia, United States only');
    }
  });
});
