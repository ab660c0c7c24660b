import { z } from 'zod';

const shared = {
  /** Whether fronts are purged too when stories come and change; else they expire by themselves. */
  purgeFronts: z.boolean().default(true),
  /** Whether pages, and that pictures are gone, are read back through the edge. */
  verify: z.boolean().default(true),
  /** How long purges are collected into one request; by vendor where absent. */
  collectMs: z.int().min(0).max(60_000).optional(),
};

const CloudFront = z.strictObject({
  vendor: z.literal('cloudfront'),
  ...shared,
  distribution: z
    .string()
    .regex(/^[A-Z0-9]{8,32}$/, 'the id of a distribution, such as E1ABCDEF2GHIJK'),
});

const Fastly = z.strictObject({
  vendor: z.literal('fastly'),
  ...shared,
  service: z.string().regex(/^[A-Za-z0-9]{10,40}$/, 'the id of a service: letters and digits'),
});

const Cloudflare = z.strictObject({
  vendor: z.literal('cloudflare'),
  ...shared,
  zone: z.string().regex(/^[0-9a-f]{32}$/, 'the id of a zone: 32 hexadecimal digits'),
  /** How many purges it takes depends on the plan. */
  plan: z.enum(['free', 'pro', 'business', 'enterprise']).default('free'),
});

const Varnish = z.strictObject({
  vendor: z.literal('varnish'),
  ...shared,
  /** Each keeps copies of its own, and each is told. */
  hosts: z
    .array(
      z.string().regex(/^https?:\/\/[^\s/?#@]+$/i, 'give http://host:port, and nothing after it'),
    )
    .min(1)
    .max(50),
});

/** An edge that takes no purges: copies go by their age, and what readers get is still read back. */
const None = z.strictObject({ vendor: z.literal('none'), ...shared });

/** `cdn` in `site.yaml`: who keeps copies of the site. Its secret is in the environment alone. */
export const Cdn = z.discriminatedUnion('vendor', [CloudFront, Fastly, Cloudflare, Varnish, None], {
  error: ({ code }) =>
    code === 'invalid_union'
      ? 'name one of cloudfront, fastly, cloudflare, varnish, none'
      : undefined,
});
export type Cdn = Readonly<z.infer<typeof Cdn>>;

/** Settings of one vendor. */
export type CdnOf<Vendor extends Cdn['vendor']> = Extract<Cdn, { vendor: Vendor }>;

const needsToken: readonly Cdn['vendor'][] = ['fastly', 'cloudflare'];

/** Throws where the vendor lets nobody purge without a token, and there is none. */
export function checkToken({ vendor }: Cdn, token: string | undefined): void {
  if (token !== undefined || !needsToken.includes(vendor)) return;
  throw new Error(`site.yaml names ${vendor} as its CDN: set DATELINE_CDN_TOKEN to its API token`);
}
