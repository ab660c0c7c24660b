import { afterAll, expect, test } from 'vitest';
import { BlockedList } from '../../../src/shared/blocked-list.ts';
import { listText, parseListText, readListText } from '../../../src/shared/lists/list-text.ts';
import { openThreads } from '../../../src/shared/threads/threads.ts';
import fc from '../../support/fast-check.ts';

const threads = openThreads();
afterAll(() => threads.close());

test('a list is read back as it was written, whatever its terms are', () => {
  const awkward = [
    'true',
    'null',
    '- a',
    'a: b',
    '# x',
    '"quoted"',
    "it's",
    'казин*',
    '٣ ساله',
    '1e5',
  ];
  const term = fc
    .oneof(
      fc.constantFrom(...awkward),
      fc.string({ unit: 'grapheme', minLength: 2, maxLength: 30 }),
    )
    .filter((text) => BlockedList.shape.terms.element.safeParse(text).success);
  const lists = fc.record({
    title: term,
    action: fc.constantFrom('note' as const, 'hold' as const, 'reject' as const),
    language: fc.constantFrom('fa', 'no', undefined),
    terms: fc.array(term),
    exceptions: fc.array(term),
  });
  fc.assert(
    fc.property(lists, (list) => {
      const { list: read, faults } = parseListText(listText(list));
      const { title, exceptions, ...rest } = list;
      const some = exceptions.length > 0 && { exceptions };
      expect(faults).toEqual([]);
      expect(read).toEqual(JSON.parse(JSON.stringify({ name: title, ...rest, ...some })));
    }),
  );
});

test('faults are told with line, column and field', () => {
  expect(parseListText('name: A\naction: hodl\nterms:\n  - "!"\n  - ok').faults).toMatchObject([
    { line: 2, column: 9, field: 'action' },
    { line: 4, column: 5, field: 'terms[0]' },
    { line: 4, column: 5, field: 'terms[0]', detail: 'write at least a letter or a digit' },
  ]);
  expect(parseListText('action: hold\nterms: [ok]').faults).toMatchObject([
    { line: 1, column: 1, field: 'name', detail: 'it is missing' },
  ]);
  expect(parseListText('terms: [').faults[0]).toMatchObject({ line: 1 });
});

test('a long list is read in a thread, and its faults with it', async () => {
  const terms = Array.from({ length: 50_000 }, (_, at) => `term ${at}`);
  const text = listText({ title: 'All', action: 'hold', terms });
  const { list } = await readListText(threads, text);
  expect(list?.terms).toHaveLength(50_000);
  const { faults } = await readListText(threads, `${text}  - "?"\n`);
  expect(faults[0]).toMatchObject({ field: 'terms' });
});

test('what would unfold into a huge list is refused', () => {
  const bomb = [
    'a: &a [xx]',
    ...'bcdefgh'
      .split('')
      .map((name, at) => `${name}: &${name} [${Array(9).fill(`*${'abcdefgh'[at]}`).join()}]`),
  ];
  expect(parseListText(`${bomb.join('\n')}\nterms: *h`).list).toBeUndefined();
});

test.each(['[', '- ', '? ', '{a: '])(
  '%s thousands of times over is refused with its place',
  (nested) => {
    expect(parseListText(`name: A\nterms: \n  ${nested.repeat(20_000)}`).faults).toMatchObject([
      { line: 3, detail: 'this is nested too deep' },
    ]);
  },
);

test('a second document, or none, is a fault', () => {
  expect(parseListText('name: A\nterms: []\n---\nname: B\n').faults).toMatchObject([{ line: 3 }]);
  expect(parseListText('').faults.map(({ field }) => field)).toEqual(['name', 'terms']);
});
