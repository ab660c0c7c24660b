import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import type { Story } from '../../src/shared/story.ts';
import { open } from '../../src/workers/ingest/index.ts';
import { type SmallNewsroom, smallNewsroom, storyJson } from './small-newsroom.ts';

let newsroom: SmallNewsroom;
beforeEach(async () => {
  newsroom = await smallNewsroom();
});
afterEach(() => newsroom.close());

const bridge = Buffer.from(`\xff\xd8\xff bridge ${'.'.repeat(300)}\r\n--`, 'latin1');
const river = Buffer.from(`\xff\xd8\xff river ${'.'.repeat(300)}`, 'latin1');

type Fields = Readonly<Record<string, string | Buffer>>;

/** Sends a form, signed as it stands; a Buffer is a file. */
async function knockWith(fields: Fields, id = 'msg_1') {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') form.set(name, value);
    else form.set(name, new Blob([new Uint8Array(value)], { type: 'image/jpeg' }), `${name}.jpg`);
  }
  const request = new Request('http://a.example/', { method: 'POST', body: form });
  const headers = { 'content-type': request.headers.get('content-type') ?? '' };
  return newsroom.knock(Buffer.from(await request.arrayBuffer()), { id, headers });
}

async function ingested({ submissionId, storyId }: { submissionId: string; storyId: string }) {
  const { submission } = await open(newsroom.services);
  const done = await submission({ kind: 'submission', submissionId }, { waitMs: 0, attempt: 1 });
  await done?.conclude();
  return newsroom.stores.archive.revision(storyId, 1);
}

const original = async ({ sha256 = '' }: Partial<Story['images'][number]> = {}) =>
  (await newsroom.stores.archive.store.get(keys.original(sha256)))?.body.toString('latin1');

describe('a story that comes in a form with its pictures', () => {
  test('has those that it names, with what it says of them, and places them in its text', async () => {
    const story = storyJson({
      body: '<p>The river fell.</p><p><img src="cid:bridge" alt="A bridge"></p>',
      images: [
        { url: 'cid:river', caption: 'The river', creditLine: 'L. Amiri' },
        { url: 'cid:bridge', caption: 'The bridge' },
      ],
    });
    const answer = await knockWith({ story, bridge, river });
    expect(answer.statusCode).toBe(202);
    const { images, body } = await ingested(answer.json());
    expect(images).toMatchObject([
      { id: 'i1', cid: 'river', caption: 'The river', creditLine: 'L. Amiri', role: 'lead' },
      { id: 'i2', cid: 'bridge', caption: 'The bridge', altText: 'A bridge', role: 'inline' },
    ]);
    expect(images.some((image) => 'url' in image)).toBe(false);
    expect(body).toContain('<img data-image="i2" />');
    expect(await original(images[0])).toBe(river.toString('latin1'));
    expect(await original(images[1])).toBe(bridge.toString('latin1'));
  });

  test('has the others too, the first as its lead', async () => {
    const answer = await knockWith({ story: storyJson(), river, bridge });
    const { images } = await ingested(answer.json());
    expect(images.map(({ cid, role }) => [cid, role])).toEqual([
      ['river', 'lead'],
      ['bridge', 'inline'],
    ]);
  });

  test('is a repeat in another form with another boundary, and another story under its key is not', async () => {
    const first = await knockWith({ story: storyJson(), river });
    const again = await knockWith({ story: storyJson(), river });
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.json()).toEqual(first.json());
    expect((await knockWith({ story: storyJson(), river: bridge })).statusCode).toBe(422);
  });

  test.each<[string, Fields, string]>([
    [
      'names a picture that did not come',
      { story: storyJson({ images: [{ url: 'cid:no' }] }) },
      '#/images/0/url',
    ],
    ['has no story', { river }, '#/story'],
    ['has a field beside the story', { story: storyJson(), headline: 'No' }, '#/headline'],
    ['has a story with faults', { story: '{}', river }, '#/externalId'],
  ])('is refused where it %s', async (_, fields, pointer) => {
    const answer = await knockWith(fields);
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors[0].pointer).toBe(pointer);
  });

  test('is refused where its proof is of another body', async () => {
    const headers = { 'content-type': 'multipart/form-data; boundary=b' };
    const answer = await newsroom.knock('--b--', {
      headers: { ...headers, 'webhook-id': 'other' },
    });
    expect(answer.statusCode).toBe(401);
  });

  test('is refused without a boundary, or where nothing can be made out', async () => {
    const bare = { headers: { 'content-type': 'multipart/form-data' } };
    expect((await newsroom.knock('x', bare)).statusCode).toBe(415);
    const broken = { headers: { 'content-type': 'multipart/form-data; boundary=b' } };
    expect((await newsroom.knock('x', broken)).statusCode).toBe(400);
  });
});

test('a picture named as a part of a form is refused where the story comes without one', async () => {
  const answer = await newsroom.knock(storyJson({ images: [{ url: 'cid:river' }] }));
  expect(answer.statusCode).toBe(422);
  expect(answer.json().errors[0].pointer).toBe('#/images/0/url');
});

test('a picture that stands in the text as a data address is kept once, and placed where it stood', async () => {
  const inline = `data:image/jpeg;base64,${river.toString('base64')}`;
  const body = `<p>Before.</p><p><img src="${inline}" alt="A river"></p><p><img src='${inline}'></p>`;
  const { images, body: shown } = await ingested(
    (await newsroom.knock(storyJson({ body }))).json(),
  );
  expect(images).toEqual([
    { id: 'i1', sha256: expect.any(String), altText: 'A river', role: 'inline' },
  ]);
  expect(shown.match(/data-image="i1"/g)).toHaveLength(2);
  expect(await original(images[0])).toBe(river.toString('latin1'));
});

test('a placeholder of some bytes in the text is no picture', async () => {
  const body = '<p>A.<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></p>';
  const { images } = await ingested((await newsroom.knock(storyJson({ body }))).json());
  expect(images).toEqual([]);
});
