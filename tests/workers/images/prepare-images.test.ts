import { describe, expect, test } from 'vitest';
import { keys } from '../../../src/shared/archive/keys.ts';
import { Unavailable } from '../../../src/shared/errors.ts';
import { readRecord } from '../../../src/workers/images/media-record.ts';
import { prepareImages } from '../../../src/workers/images/prepare-images.ts';
import { sharp } from '../../../src/workers/images/tuned-sharp.ts';
import { UnusablePicture } from '../../../src/workers/images/unusable-picture.ts';
import { linked, neverAborted, openBench } from './support/stage.ts';

const essential = {
  lane: 'essential',
  lastAttempt: true,
  signal: neverAborted,
  arrived: '2026-11-23T12:00:00Z',
} as const;
const all = { ...essential, lane: 'all' } as const;
const url = 'https://news.example/a.jpg';

const photographs = new Map<number, Promise<Buffer>>();

/** Left half red, right half blue: shows which part of it was kept. */
function photograph(width = 2400, height = 1600): Promise<Buffer> {
  const drawn = photographs.get(width) ?? draw(width, height);
  photographs.set(width, drawn);
  return drawn;
}

async function draw(width: number, height: number): Promise<Buffer> {
  const blue = {
    create: { width: width / 2, height, channels: 3, background: '#0000ff' },
  } as const;
  return sharp({ create: { width, height, channels: 3, background: '#ff0000' } })
    .composite([{ input: await sharp(blue).png().toBuffer(), left: width / 2, top: 0 }])
    .jpeg()
    .toBuffer();
}

describe('two lanes', () => {
  test('the essential lane makes what a page needs, the other the rest, without fetching again', async () => {
    const { store, tools, fetched } = await openBench({ [url]: await photograph() });
    const first = await prepareImages([linked(url)], tools, essential);
    expect(first.result.complete).toBe(false);
    expect(first.toFollow).toBe(15);
    expect(first.result.images[0]).toMatchObject({ id: url, width: 2400, height: 1600 });

    const second = await prepareImages([linked(url)], tools, { ...all, known: first.result });
    expect(second.result.complete).toBe(true);
    expect(fetched).toEqual([url]);
    const [image] = second.result.images;
    expect(image?.renditions.length).toBeGreaterThan(15);
    for (const { file, contentType, width, height, bytes } of image?.renditions ?? []) {
      const stored = await store.get(keys.rendition(image?.sha256 ?? '', file));
      expect(stored).toMatchObject({ contentType, size: bytes });
      expect(await sharp(stored?.body).metadata()).toMatchObject({ width, height });
    }
  });

  test('a picture that is done costs nothing: nothing is written, nothing encoded', async () => {
    const { tools, puts } = await openBench({ [url]: await photograph() });
    const first = await prepareImages([linked(url)], tools, all);
    puts.length = 0;
    let operations = 0;
    const counting: typeof tools = {
      ...tools,
      operation: (work) => {
        operations += 1;
        return tools.operation(work);
      },
    };
    expect(await prepareImages([linked(url)], counting, essential)).toEqual(first);
    expect(first.result.complete).toBe(true);
    expect({ puts, operations }).toEqual({ puts: [], operations: 0 });
  });

  test('a run that was killed before its record goes on from what is there', async () => {
    const { store, tools } = await openBench({ [url]: await photograph() });
    const first = await prepareImages([linked(url)], tools, all);
    await store.delete(keys.renditions(first.result.images[0]?.sha256 ?? ''));
    expect(await prepareImages([linked(url)], tools, all)).toEqual(first);
  });

  test('the record comes after the files that it lists', async () => {
    const { tools, puts } = await openBench({ [url]: await photograph() });
    await prepareImages([linked(url)], tools, essential);
    expect(puts.at(-1)).toMatch(/renditions\.json$/);
    expect(puts.filter((key) => key.endsWith('renditions.json'))).toHaveLength(1);
  });
});

describe('shared pictures', () => {
  test('a picture that a story uses twice is made once', async () => {
    const body = await photograph();
    const other = 'https://other.example/b.jpg';
    const { tools, puts } = await openBench({ [url]: body, [other]: body });
    const { result } = await prepareImages([linked(url), linked(other)], tools, essential);
    expect(result.images).toHaveLength(2);
    expect(new Set(puts).size).toBe(puts.length);
  });

  test('two workers that add different renditions both keep theirs', async () => {
    const body = await photograph();
    const { store, tools } = await openBench({ [url]: body });
    const bySomebodyElse = linked(url, { creditLine: 'Reuters' });
    // Without turns, as two processes would be.
    const apart: typeof tools = { ...tools, inTurn: (_key, work) => work() };
    const [one, two] = await Promise.all([
      prepareImages([linked(url)], apart, essential),
      prepareImages([bySomebodyElse], apart, essential),
    ]);
    const sha256 = one.result.images[0]?.sha256 ?? '';
    const record = (await readRecord(store, sha256))?.record;
    const made = [
      ...(one.result.images[0]?.renditions ?? []),
      ...(two.result.images[0]?.renditions ?? []),
    ];
    expect(new Set(record?.renditions.map(({ file }) => file))).toEqual(
      new Set(made.map(({ file }) => file)),
    );
    expect(record?.renditions).toHaveLength(6);
  });
});

describe('pictures that came with the submission', () => {
  test('are read from the archive', async () => {
    const body = await photograph();
    const { store, tools, fetched } = await openBench({});
    const sha256 = 'a'.repeat(64);
    await store.put(keys.original(sha256), body, { contentType: 'image/jpeg' });
    const { result } = await prepareImages([{ id: 'i1', sha256, role: 'lead' }], tools, essential);
    expect(result.images[0]).toMatchObject({ id: 'i1', sha256 });
    expect(fetched).toEqual([]);
  });

  test('and are missing where they are not there', async () => {
    const { tools } = await openBench({});
    const image = { id: 'i1', sha256: 'b'.repeat(64), role: 'lead' } as const;
    const { result } = await prepareImages([image], tools, essential);
    expect(result.missing).toEqual([
      { id: 'i1', reason: 'A picture that came with the story is not in the archive.' },
    ]);
  });
});

describe('pictures that cannot be had', () => {
  const html = 'https://news.example/login.jpg?token=secret';
  const gone = 'https://news.example/gone.jpg';
  const down = 'https://news.example/down.jpg';
  const web = async () => ({
    [url]: await photograph(),
    [html]: Buffer.from('<!doctype html><p>Please sign in'),
    [down]: new UnusablePicture('answered 503', { transient: true }),
  });

  test('are missing with a reason, and do not stop the others', async () => {
    const { tools } = await openBench(await web());
    const images = [linked(gone), linked(url), linked(html), linked(down)];
    const { result } = await prepareImages(images, tools, essential);
    expect(result.images.map(({ id }) => id)).toEqual([url]);
    expect(result.missing.map(({ reason }) => reason)).toEqual([
      'The picture at https://news.example/gone.jpg answered 404.',
      'The picture at https://news.example/login.jpg is not an image (text/html).',
      'The picture at https://news.example/down.jpg answered 503.',
    ]);
  });

  test('are tried again while attempts remain, after the others are done', async () => {
    const { tools, puts } = await openBench(await web());
    const options = { ...essential, lastAttempt: false };
    await expect(prepareImages([linked(down), linked(url)], tools, options)).rejects.toThrow(
      new Unavailable('The picture at https://news.example/down.jpg answered 503.'),
    );
    expect(puts.some((key) => key.endsWith('renditions.json'))).toBe(true);
    const permanent = await prepareImages([linked(gone)], tools, options);
    expect(permanent.result.missing).toHaveLength(1);
  });

  test('leave no trace in the archive', async () => {
    const { tools, puts } = await openBench(await web());
    await prepareImages([linked(html)], tools, essential);
    expect(puts).toEqual([]);
  });

  test('an archive that is away is not the picture’s fault', async () => {
    const { store, tools } = await openBench(await web());
    store.put = async () => {
      throw new Unavailable('archive away');
    };
    await expect(prepareImages([linked(url)], tools, essential)).rejects.toThrow('archive away');
  });

  test('a stopped process ends the work with its own reason', async () => {
    const { tools } = await openBench(await web());
    const signal = AbortSignal.abort(new Error('stopping'));
    await expect(prepareImages([linked(url)], tools, { ...essential, signal })).rejects.toThrow(
      'stopping',
    );
  });
});

describe('the social card', () => {
  test.each([
    [0.1, 'left', { r: 254, b: 0 }],
    [0.9, 'right', { r: 0, b: 254 }],
  ])('keeps the focal point at %d of the width in the frame (%s)', async (x, _side, colour) => {
    const { store, tools } = await openBench({ [url]: await photograph(4800, 1200) });
    const image = linked(url, { focalPoint: { x, y: 0.5 } });
    const { result } = await prepareImages([image], tools, essential);
    const card = result.images[0]?.renditions.find(({ use }) => use === 'social');
    expect(card).toMatchObject({ width: 1200, height: 630, contentType: 'image/jpeg' });
    const stored = await store.get(
      keys.rendition(result.images[0]?.sha256 ?? '', card?.file ?? ''),
    );
    const { channels } = await sharp(stored?.body).stats();
    expect(Math.abs((channels[0]?.mean ?? 0) - colour.r)).toBeLessThan(6);
    expect(Math.abs((channels[2]?.mean ?? 0) - colour.b)).toBeLessThan(6);
  });
});

describe('what is written into the files', () => {
  const credit = 'Zdeněk <Novák>\u0000 & "Sons"/AFP';

  test('credit and terms, escaped, in every format; nothing where nothing is known', async () => {
    const transparent = await sharp({
      create: {
        width: 1300,
        height: 900,
        channels: 4,
        background: { r: 9, g: 99, b: 9, alpha: 0.5 },
      },
    })
      .png()
      .toBuffer();
    const logo = 'https://news.example/logo.png';
    const { store, tools } = await openBench({ [url]: await photograph(), [logo]: transparent });
    const words = { creditLine: credit, usageTerms: 'Editorial use only', caption: 'Not this' };
    const { result } = await prepareImages(
      [linked(url, words), linked(logo, words), linked(url)],
      tools,
      all,
    );
    const types = new Set<string>();
    for (const [index, { sha256, renditions }] of result.images.entries()) {
      for (const { file, contentType } of renditions) {
        types.add(contentType);
        const stored = await store.get(keys.rendition(sha256, file));
        const { xmpAsString, exif, iptc, icc } = await sharp(stored?.body).metadata();
        expect({ exif, iptc, icc }).toEqual({});
        if (index === 2) expect(xmpAsString).toBeUndefined();
        else {
          expect(xmpAsString).toContain('Zdeněk &lt;Novák&gt; &amp; &quot;Sons&quot;/AFP<');
          expect(xmpAsString).toContain('Editorial use only');
        }
        expect(xmpAsString ?? '').not.toContain('Not this');
      }
    }
    expect(types).toEqual(new Set(['image/avif', 'image/webp', 'image/jpeg', 'image/png']));
  });
});
