/**
 * The floor under the door: a bare Fastify route that verifies the signature and writes the same
 * bytes as durably, and nothing else. Prints where it listens.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { link, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import fastify from 'fastify';
import { openStore } from '../../src/shared/object-store/open-store.ts';

const { values } = parseArgs({
  options: { secret: { type: 'string' }, archive: { type: 'string' } },
});
const { secret = '', archive = '' } = values;
const key = Buffer.from(secret.slice('whsec_'.length), 'base64');
const folder = archive.startsWith('file:') ? archive.slice('file:'.length) : undefined;
const store = folder === undefined ? openStore(archive) : undefined;
if (folder !== undefined) await mkdir(folder, { recursive: true });

const app = fastify();
app.removeAllContentTypeParsers();
app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
app.post('/hooks/bench', async ({ body, headers }, reply) => {
  if (!Buffer.isBuffer(body)) return reply.code(400).send();
  const id = String(headers['webhook-id']);
  const signed = `${id}.${headers['webhook-timestamp']}.`;
  const expected = createHmac('sha256', key).update(signed).update(body).digest();
  const given = Buffer.from(String(headers['webhook-signature']).slice('v1,'.length), 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return reply.code(401).send();
  }
  if (folder !== undefined) await writeFileDurably(join(folder, id), body);
  else {
    const header = { contentType: 'application/octet-stream' };
    await store?.put(`inbox/${id}`, body, header, { ifAbsent: true });
  }
  return reply.code(202).send({ submissionId: id, storyId: id, status: 'received' });
});

/** Temporary file, sync, link, sync of the folder. */
async function writeFileDurably(path: string, body: Buffer): Promise<void> {
  const temporary = `${path}.tmp`;
  const file = await open(temporary, 'wx');
  try {
    await file.writeFile(body);
    await file.sync();
  } finally {
    await file.close();
  }
  await link(temporary, path);
  await unlink(temporary);
  const parent = await open(join(path, '..'), 'r');
  try {
    await parent.sync();
  } finally {
    await parent.close();
  }
}

const http = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ http })}\n`);
