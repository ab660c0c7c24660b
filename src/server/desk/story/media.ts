import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { keys } from '../../../shared/archive/keys.ts';
import { ProblemError } from '../../problems.ts';
import type { ServerTools } from '../../server-tools.ts';

const types: Readonly<Record<string, string>> = {
  ...{ avif: 'image/avif', webp: 'image/webp', png: 'image/png', gif: 'image/gif' },
  ...{ jpg: 'image/jpeg', jpeg: 'image/jpeg' },
};
const Params = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  file: z.string().regex(/^[\w-][\w.-]{0,99}\.(avif|webp|png|gif|jpe?g)$/),
});

/** Renditions for the desk alone: what is held or under embargo is nowhere in public. */
export function mediaRoute(scope: FastifyInstance, { services }: ServerTools): void {
  scope.get(
    '/desk/media/:sha256/:file',
    { config: { access: 'viewer' }, schema: { hide: true } },
    async ({ params }, reply) => {
      const wanted = Params.safeParse(params);
      const rendition = wanted.data && keys.rendition(wanted.data.sha256, wanted.data.file);
      const found = rendition && (await services.archive.store.get(rendition));
      if (!found) throw new ProblemError('not-found', 'There is no such picture.');
      const ending = wanted.data?.file.split('.').at(-1) ?? '';
      return reply
        .type(types[ending] ?? 'application/octet-stream')
        .header('cache-control', 'private, max-age=86400, immutable')
        .send(found.body);
    },
  );
}
