import type { FastifyInstance } from 'fastify';

export interface NamedRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With its parameters: `/desk/stories/:id`. */
  readonly path: string;
}

const methods: readonly NamedRoute['method'][] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Every route, as the server itself lists them. */
export function routesOf(app: FastifyInstance): NamedRoute[] {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false })
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', piece = '', written = ''] =
        /^((?:[│ ] {3})*)[├└]── (\S+)(?: \((.+)\))?$/.exec(line) ?? [];
      above.length = indent.length / 4;
      const path = above.join('') + piece;
      above.push(piece);
      const named = written.split(', ');
      return methods.flatMap((method) => (named.includes(method) ? [{ method, path }] : []));
    });
}
