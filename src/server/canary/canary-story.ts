import { crc32, deflateSync } from 'node:zlib';
import type { Submission } from '../../queues/stage.ts';
import { envelopeOf, hashOf } from '../../shared/archive/envelope.ts';
import { type CanaryKind, canaryAsSource } from '../../shared/canary.ts';

/** One run's story; its headline is what the page is known by. */
export interface CanaryStory {
  readonly headline: string;
  readonly submission: Submission;
}

export function canaryStory(kind: CanaryKind, received: Date): CanaryStory {
  const headline = `The canary of ${received.toISOString()}`;
  const body = Buffer.from(
    JSON.stringify({
      externalId: kind,
      headline,
      body: `<p>The river fell overnight and the bridge is open again, the town council said. ${headline} ended there.</p>`,
      ...(kind === 'picture' && { images: [picture] }),
    }),
  );
  const envelope = envelopeOf({
    ...{ source: canaryAsSource.id, externalId: kind, action: 'submit', received },
    ...{ key: received.toISOString(), bodyHash: hashOf(body), contentType: 'application/json' },
    requestId: 'canary',
  });
  return { headline, submission: { envelope, body, headline, urgency: undefined } };
}

const WIDTH = 320;
const HEIGHT = 240;

/** A gradient as PNG: always the same bytes, so that its place in the archive is always the same. */
const canaryPicture: Buffer = drawn();
export const canaryPictureHash: string = hashOf(canaryPicture);

const picture = {
  data: canaryPicture.toString('base64'),
  altText: 'A gradient',
  caption: 'Drawn by Dateline.',
  role: 'lead',
};

function drawn(): Buffer {
  const rows = Array.from({ length: HEIGHT }, (_, y) =>
    Buffer.from([0, ...Array.from({ length: WIDTH }, (_, x) => [x & 255, y & 255, 160]).flat()]),
  );
  const size = Buffer.alloc(13);
  size.writeUInt32BE(WIDTH, 0);
  size.writeUInt32BE(HEIGHT, 4);
  // Eight bits a channel, red, green and blue.
  size.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
