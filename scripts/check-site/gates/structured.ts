import { z } from 'zod';
import type { Page } from '../checked-site.ts';
import { Address, Moment } from '../forms.ts';
import { counted, type Fault, type Gate } from '../gate.ts';

/*
 * What search engines ask for in structured data, each property as its documentation words it:
 * developers.google.com/search/docs/appearance/structured-data (article, breadcrumb,
 * image-license-metadata, organization) and schema.org. What they recommend is demanded here, where
 * the page has it to give.
 */

const Text = z.string().min(1).regex(/\S/, 'empty');
const Reference = z.object({ '@id': Address });

const Organization = z.object({
  '@type': z.literal('NewsMediaOrganization'),
  '@id': Address,
  name: Text,
  url: Address,
  logo: z.object({ '@type': z.literal('ImageObject'), url: Address }).optional(),
  ...Object.fromEntries(
    ['correctionsPolicy', 'publishingPrinciples', 'ethicsPolicy', 'ownershipFundingInfo'].map(
      (policy) => [policy, Address.optional()],
    ),
  ),
});

/** One object a person, the name alone: no "By" and no job. */
const Author = z.union([
  z.object({
    '@type': z.literal('Person'),
    name: Text.refine((name) => !/^by\s/i.test(name), 'a name alone, without "By"'),
    url: Address.optional(),
    sameAs: Address.optional(),
  }),
  z.object({ '@type': z.literal('Organization'), '@id': Address, name: Text, url: Address }),
]);

/** Whose picture it is: one of these must be said; a licence needs the page where to get one. */
const Picture = z
  .object({
    '@type': z.literal('ImageObject'),
    contentUrl: Address,
    url: Address,
    width: z.int().positive(),
    height: z.int().positive(),
    caption: Text.optional(),
    creditText: Text.optional(),
    copyrightNotice: Text.optional(),
    creator: z.object({ '@type': z.enum(['Person', 'Organization']), name: Text }).optional(),
    license: Address.optional(),
    acquireLicensePage: Address.optional(),
  })
  .refine(({ width, height }) => width * height >= 50_000, 'smaller than 50,000 pixels');

const Correction = z.object({
  '@type': z.literal('CorrectionComment'),
  text: Text,
  datePublished: Moment.optional(),
});

const Article = z
  .object({
    '@type': z.literal('NewsArticle'),
    '@id': Address,
    mainEntityOfPage: Address,
    url: Address,
    headline: Text,
    alternativeHeadline: Text.optional(),
    description: Text.optional(),
    inLanguage: z.string().refine(isLanguage, 'not a language'),
    datePublished: Moment,
    dateModified: Moment,
    articleSection: Text,
    keywords: z.array(Text).min(1).optional(),
    author: z.union([Author, z.array(Author).min(1)]),
    publisher: Reference,
    image: z.array(Picture).min(1).optional(),
    correction: z.array(Correction).min(1).optional(),
    copyrightNotice: Text,
    isAccessibleForFree: z.boolean(),
  })
  .refine(
    ({ datePublished, dateModified }) => Date.parse(datePublished) <= Date.parse(dateModified),
    { path: ['dateModified'], error: 'before its publication' },
  )
  .refine(({ datePublished }) => Date.parse(datePublished) <= Date.now(), {
    path: ['datePublished'],
    error: 'in the future',
  });

const Breadcrumbs = z.object({
  '@type': z.literal('BreadcrumbList'),
  itemListElement: z
    .array(
      z.object({
        '@type': z.literal('ListItem'),
        position: z.int(),
        name: Text,
        item: Address.optional(),
      }),
    )
    .min(2)
    .refine(
      (items) => items.every(({ position }, at) => position === at + 1),
      'not numbered 1, 2, 3',
    )
    .refine(
      (items) => items.slice(0, -1).every(({ item }) => item !== undefined),
      'only the last may lack its item',
    ),
});

const WebSite = z.object({
  '@type': z.literal('WebSite'),
  name: Text,
  url: Address,
  inLanguage: z.string().refine(isLanguage, 'not a language'),
  publisher: Reference,
});

const Profile = z.object({
  '@type': z.literal('ProfilePage'),
  url: Address,
  mainEntity: z.object({ '@type': z.literal('Person'), name: Text, url: Address }),
});

const Thing = z.discriminatedUnion('@type', [Organization, Article, Breadcrumbs, WebSite, Profile]);
const Graph = z.object({
  '@context': z.literal('https://schema.org'),
  '@graph': z.array(Thing).min(1),
});

/** What must be in the graph of a page. */
const wanted: Partial<Record<Page['kind'], readonly string[]>> = {
  home: ['WebSite', 'NewsMediaOrganization'],
  article: ['NewsArticle', 'BreadcrumbList', 'NewsMediaOrganization'],
  section: ['BreadcrumbList', 'NewsMediaOrganization'],
  tag: ['BreadcrumbList', 'NewsMediaOrganization'],
  author: ['ProfilePage', 'BreadcrumbList', 'NewsMediaOrganization'],
};

/** What a page tells machines is complete, and true of the page. */
export const structured: Gate = {
  name: 'structured data',
  needs: [],
  async check({ pages }) {
    return {
      looked: counted(pages.length, 'page'),
      faults: pages.flatMap((page) => faultsOf(page)),
    };
  },
};

function faultsOf(page: Page): Fault[] {
  const fault = (place: string, rule: string, detail: string): Fault => ({
    file: page.path,
    place,
    rule,
    detail,
  });
  const scripts = page.elements.filter(
    ({ name, attributes: { type } }) => name === 'script' && type === 'application/ld+json',
  );
  const needed = wanted[page.kind] ?? [];
  const [script, second] = scripts;
  if (script === undefined)
    return needed.length === 0 ? [] : [fault('head', 'present', 'has no JSON-LD')];
  if (second !== undefined) return [fault(second.place, 'one-graph', 'has more than one graph')];
  const read = readJson(script.text);
  if (read === undefined) return [fault(script.place, 'json', 'is not JSON')];
  const parsed = Graph.safeParse(read);
  if (!parsed.success) {
    return parsed.error.issues.map(({ path, message }) =>
      fault(`/${path.join('/')}`, 'schema', message),
    );
  }
  const things = parsed.data['@graph'];
  const types = things.map((thing) => thing['@type']);
  const lacking = needed.filter((type) => !types.some((found) => found === type));
  return [
    ...lacking.map((type) => fault('@graph', 'present', `has no ${type}`)),
    ...things
      .flatMap((thing) => (thing['@type'] === 'NewsArticle' ? untruths(page, thing) : []))
      .map(([place, detail]) => fault(place, 'as-on-page', detail)),
  ];
}

/** What the graph says and the page does not. */
function untruths(page: Page, article: z.infer<typeof Article>): [string, string][] {
  const found: [string, string][] = [];
  const canonical = page.elements.find(({ attributes: { rel } }) => rel === 'canonical')?.attributes
    .href;
  if (article.url !== canonical) found.push(['url', `is not the canonical address ${canonical}`]);
  if (article.inLanguage !== page.language)
    found.push(['inLanguage', `the page is in ${page.language}`]);
  const heading = page.elements.find(({ name }) => name === 'h1')?.text ?? '';
  if (article.headline !== heading) found.push(['headline', 'is not the page’s h1']);
  const times = page.elements.flatMap(({ name, attributes: { datetime } }) =>
    name === 'time' && datetime !== undefined ? [Date.parse(datetime)] : [],
  );
  for (const field of ['datePublished', 'dateModified'] as const) {
    if (!times.includes(Date.parse(article[field])))
      found.push([field, 'is not shown on the page']);
  }
  return found;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag)[0] === tag;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
