import { expect, test } from 'vitest';
import { mended } from '../../../src/workers/ingest/mojibake.ts';

/** As a program writes UTF-8 that it takes for Windows-1252. */
function broken(text: string): string {
  const letters = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
  return [...Buffer.from(text)]
    .map((byte) => (byte >= 0x80 && byte < 0xa0 ? letters[byte - 0x80] : String.fromCharCode(byte)))
    .join('');
}

test.each([
  'A “quiet” night — says the mayor’s office',
  'سیل در کابل: خانه‌ها ویران شد',
  'Сильные дожди в городе',
  '昨晚的大雨冲毁了许多房屋',
  'Café à Genève',
])('broken letters come back whole: %s', (text) => {
  expect(broken(text)).not.toBe(text);
  expect(mended(broken(text))).toBe(text);
});

test.each([
  'SÃO PAULO e Ação',
  'Ângela e João',
  'سیل در کابل',
  'Straße, Ærø, “quoted”',
  'Half broken: Ø§ and ا',
  'Plain words',
])('what is right, or not broken through and through, is left alone: %s', (text) => {
  expect(mended(text)).toBeUndefined();
});
