import { expect, test } from 'vitest';
import { StyleSheet } from '../../../src/shared/visibility/style-sheet.ts';

const styled = (tag: string) => ({ tag, id: '', classes: [], parent: null });

test('a rule after a statement and after rules that hide nothing is read', () => {
  const sheet = new StyleSheet('@import "a.css"; b{margin:auto} i{display:none}');
  expect(sheet.stylesFor(styled('i')).map((style) => style.get('display'))).toEqual(['none']);
});

test('a sheet of very many rules is read in time linear to them', () => {
  const began = process.cpuUsage();
  const sheet = new StyleSheet(`${'a{}'.repeat(100_000)}i{display:none}`);
  const { user, system } = process.cpuUsage(began);
  expect(user + system).toBeLessThan(5_000_000);
  expect(sheet.stylesFor(styled('i'))).toHaveLength(1);
});
