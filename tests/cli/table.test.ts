import { expect, it } from 'vitest';
import { printable } from '../../src/cli/table.ts';

it('a headline keeps its Persian words whole, and gives the terminal no orders', () => {
  expect(printable('بادبادک\u200Cسازی 👩\u200D🚀')).toBe('بادبادک\u200Cسازی 👩\u200D🚀');
  expect(printable('a\u001B[2Jb\u202Ec\u2028d')).toBe('a [2Jb c d');
});
