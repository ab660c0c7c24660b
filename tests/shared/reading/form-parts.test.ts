import { describe, expect, test } from 'vitest';
import { Malformed } from '../../../src/shared/formats/format.ts';
import { boundaryOf, formParts } from '../../../src/shared/reading/form-parts.ts';

/** A form as `fetch` and browsers write it. */
async function formOf(fill: (form: FormData) => void): Promise<{ body: Buffer; boundary: string }> {
  const form = new FormData();
  fill(form);
  const request = new Request('http://a.example/', { method: 'POST', body: form });
  const boundary = boundaryOf(request.headers.get('content-type') ?? '') ?? '';
  return { body: Buffer.from(await request.arrayBuffer()), boundary };
}

const part = (headers: string, body = 'x') => `--b\r\n${headers}\r\n\r\n${body}\r\n`;
const named = 'Content-Disposition: form-data; name="a"';

describe('a form', () => {
  test('is taken apart byte for byte', async () => {
    const picture = Buffer.from([0xff, 0xd8, 0x0d, 0x0a, 0x2d, 0x2d, 0x00, 0x0d, 0x0a, 0x0d, 0x0a]);
    const { body, boundary } = await formOf((form) => {
      form.set('story', '{"headline":"Über den Fluß"}');
      form.set('bridge', new Blob([picture], { type: 'image/jpeg' }), 'The "old" bridge.jpg');
    });
    const parts = formParts(body, boundary);
    expect(parts.map(({ name, filename, contentType }) => [name, filename, contentType])).toEqual([
      ['story', undefined, ''],
      ['bridge', 'The "old" bridge.jpg', 'image/jpeg'],
    ]);
    expect(parts[0]?.body.toString()).toBe('{"headline":"Über den Fluß"}');
    expect(parts[1]?.body.equals(picture)).toBe(true);
  });

  test('may have a preamble, spaces behind a boundary, and quotes escaped by a backslash', () => {
    const form = `before\r\n--b \r\n${named}; filename="x \\"y\\".jpg"\r\n\r\nx\r\n--b--\r\nafter`;
    expect(formParts(Buffer.from(form), 'b')).toMatchObject([{ name: 'a', filename: 'x "y".jpg' }]);
  });

  test('may have a file that nobody chose', () => {
    const form = `${part(`${named}; filename=""`, '')}--b--`;
    expect(formParts(Buffer.from(form), 'b')).toMatchObject([
      { filename: '', body: Buffer.alloc(0) },
    ]);
  });

  test.each([
    ['no boundary', 'story=1'],
    ['no end', part(named)],
    ['a part without a name', `${part('Content-Type: image/png')}--b--`],
    [
      'a part that is no field of a form',
      `${part('Content-Disposition: attachment; name="a"')}--b--`,
    ],
    ['a part without an end of its headers', `--b\r\n${named}\r\n--b--`],
    ['headers without an end in sight', `${part(`${named}\r\nX: ${'x'.repeat(9000)}`)}--b--`],
    ['a part in base64', `${part(`${named}\r\nContent-Transfer-Encoding: base64`)}--b--`],
    ['a boundary that goes on', `--bb\r\n${named}\r\n\r\nx\r\n--b--`],
    ['more than 100 parts', `${part(named).repeat(101)}--b--`],
  ])('is refused with %s', (_, form) => {
    expect(() => formParts(Buffer.from(form), 'b')).toThrow(Malformed);
  });
});

test.each([
  ['multipart/form-data; boundary=abc', 'abc'],
  ['Multipart/Form-Data; charset=utf-8; boundary="a b"', 'a b'],
  ['multipart/form-data', undefined],
  ['multipart/mixed; boundary=abc', undefined],
  ['application/json; x="multipart/form-data; boundary=abc"', undefined],
])('the boundary of %s is %s', (contentType, boundary) => {
  expect(boundaryOf(contentType)).toBe(boundary);
});
