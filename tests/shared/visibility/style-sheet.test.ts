import { expect, test } from 'vitest';
import { StyleSheet } from '../../../src/shared/visibility/style-sheet.ts';

const styled = (tag: string) => ({ tag, id: '', classes: [], parent: null });

test('a rule after a statement and after rules that hide nothing is read', () => {
  const sheet = new StyleSheet('@import "a.css"; b{margin:auto} i{display:none}');
  expect(sheet.stylesFor(styled('i')).map((style) => style.get('display'))).toEqual(['none']);
});

test('a sheet of very many rules is read in no time: each is looked at once', () => {
  const began = performance.now();
  const sheet = new StyleSheet(`${'a{}'.repeat(100_000)}i{display:none}`);
  expect(performance.now() - began).toBeLessThan(2000);
  expect(sheet.stylesFor(styled('i'))).toHaveLength(1);
});
