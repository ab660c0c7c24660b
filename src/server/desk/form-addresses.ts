import type { FastifyInstance } from 'fastify';

/** The page that a form's address belongs to: that of the story which it is about, else its room. */
export const pageOfForm = (address: string): string =>
  /^\/desk\/[a-z-]+(?:\/[a-z2-7]{20}(?![\w-]))?/.exec(address)?.[0] ?? '/desk';

/**
 * What answers a form stands at the form's address. Somebody who loads it anew, or whose page follows
 * what happens, is led back to the page of the form. To be called before the forms' routes; returns
 * what adds the ways back, after them.
 */
export function watchForms(scope: FastifyInstance): () => void {
  const forms = new Set<string>();
  const pages = new Set<string>();
  scope.addHook('onRoute', ({ method, url }) => {
    (method === 'POST' ? forms : pages).add(url);
  });
  return () => {
    for (const url of [...forms].filter((one) => !pages.has(one))) {
      scope.get(url, { config: { access: 'viewer' }, schema: { hide: true } }, (request, reply) =>
        reply.redirect(pageOfForm(request.url), 303),
      );
    }
  };
}
