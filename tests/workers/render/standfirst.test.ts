import { describe, expect, it } from 'vitest';
import { standfirstOf } from '../../../src/workers/render/standfirst.ts';
import { breakable, breakableMarkup } from '../../../src/workers/render/text.ts';

describe('the standfirst of an article', () => {
  const body =
    '<p>“The <em>river</em> fell,” she said &amp; left. Many came.</p><p>Then it rained.</p>';

  it('is left out where it only begins the text', () => {
    expect(standfirstOf({ description: '“The river fell,” she said & left.', body })).toBeNull();
    expect(standfirstOf({ description: '“The river fell,” she…', body })).toBeNull();
    expect(standfirstOf({ description: '…', body })).toBeNull();
  });

  it('is left out too where a heading or a list parts what it begins with', () => {
    const parted = '<p>It fell.</p><h2>Rain</h2><ul><li>Much of it</li></ul><p>Many came.</p>';
    expect(standfirstOf({ description: 'It fell. Many came.', body: parted })).toBeNull();
    expect(standfirstOf({ description: 'Many came.', body: parted })).toBe('Many came.');
  });

  it('stands where it says something of its own', () => {
    expect(standfirstOf({ description: 'Then it rained.', body })).toBe('Then it rained.');
    expect(standfirstOf({ description: 'The river fell overnight.', body })).not.toBeNull();
  });
});

describe('a word without end', () => {
  it('may be broken every hundred letters, once', () => {
    const word = 'ش'.repeat(300);
    const broken = breakable(word);
    expect(broken).toBe(`${'ش'.repeat(100)}\u200B`.repeat(3));
    expect(breakable(broken)).toBe(broken);
    expect(breakable(`${'x'.repeat(250)} ${'語'.repeat(600)}`)).not.toContain('\u200B');
  });

  it('is left alone within a tag', () => {
    const link = `<a href="https://example.org/${'a'.repeat(600)}">`;
    expect(breakableMarkup(`${link}${'x'.repeat(300)}</a>`)).toBe(
      `${link}${`${'x'.repeat(100)}\u200B`.repeat(3)}</a>`,
    );
  });
});
