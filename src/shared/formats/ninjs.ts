import { urlOf } from '../web/url-of.ts';
import { rewriteMarkup } from './article-extraction.ts';
import { momentOf } from './foreign-fields.ts';
import { Invalid, type StoryFormat, type SubmittedImage } from './format.ts';
import { readJson } from './json.ts';
import { insideBody, linkTo, markupOf, paragraphsOf, plainTextOf } from './markup.ts';
import { captionOf, imageOf, isPicture, lesserRenditions, usageTermsOf } from './ninjs-image.ts';
import { type Item, type Part, readItem } from './ninjs-schema.ts';
import { withLargest } from './rendition-links.ts';
import { hasText, type Places, present, submit } from './submit.ts';
import { webAddress } from './web-address.ts';

const places: Places = { externalId: '#/uri', headline: '#/headlines', body: '#/bodies' };
const placesOf1: Places = { ...places, headline: '#/headline', body: '#/body_xhtml' };
const planning = new Set(['event', 'planning', 'component']);

/** IPTC ninjs 1.x, 2.x and 3.x: one text, picture or package. */
export const ninjs: StoryFormat = {
  contentTypes: ['application/json', 'application/ninjs+json'],
  read(body) {
    const item = readItem(readJson(body));
    if (planning.has(item.type ?? '')) {
      throw new Invalid([
        { pointer: '#/type', detail: `a ${item.type} is not published; send text` },
      ]);
    }
    const isPictureItem = isPicture(item);
    return submit(
      {
        ...embargoOf(item),
        externalId: identityOf(item),
        version: /^\d{1,15}$/.test(String(item.version)) ? Number(item.version) : undefined,
        modified: item.versioncreated,
        expires: item.expires,
        headline: headlineOf(item),
        description: isPictureItem ? undefined : captionOf(item),
        byline: item.by ?? item.byline,
        dateline: item.located,
        slug: item.slugline,
        section: item.service?.find(({ name }) => hasText(name))?.name,
        keywords: keywordsOf(item),
        language: item.language,
        body: bodyOf(item),
        urgency: item.urgency,
        copyrightHolder: item.copyrightholder || item.copyrightnotice,
        usageTerms: usageTermsOf(item),
        editorialNote: item.ednote,
        images: imagesOf(item),
        authors: (item.authors ?? []).map(({ name = '', biography, avatar_url }) =>
          present({ name, bio: biography, image: webAddress(avatar_url) }),
        ),
      },
      item.headlines ? places : placesOf1,
      item.type,
    );
  },
};

/** AP adds tokens to the address of an item that are others in every answer. */
function identityOf({ uri = '' }: Item): string {
  const url = /^https?:.*[?&](?:qt|et)=/i.test(uri) ? urlOf(uri) : undefined;
  if (url === undefined) return uri;
  for (const token of ['qt', 'et', 'ai', 'cid']) url.searchParams.delete(token);
  return url.href;
}

/** An embargo without an end holds the story until somebody lifts it. */
function embargoOf({ pubstatus, embargoed, embargoeduntil }: Item) {
  const status = pubstatus === 'cancelled' ? 'canceled' : (pubstatus ?? 'usable');
  if (embargoed === undefined) return { status, embargoed: embargoeduntil };
  if (embargoed.trim() === '')
    return { status: status === 'usable' ? 'withheld' : status } as const;
  const instant = momentOf(embargoed);
  if ('fault' in instant) throw new Invalid([{ pointer: '#/embargoed', detail: instant.fault }]);
  return { status, embargoed: instant.at };
}

function headlineOf({ headlines = [], headline, title }: Part): string | undefined {
  const main = headlines.find(({ role }) => role === 'main') ?? headlines[0];
  const written = main?.value || headline || title;
  return written === undefined ? undefined : plainTextOf(written);
}

/** Subjects that say what the story is about; `partOf` and the like are shelves of an archive. */
function keywordsOf({ subject = [], subjects = [], keywords = [] }: Item): string[] {
  const terms = [...subject, ...subjects].filter(({ rel }) => rel !== 'partOf');
  return [...keywords, ...terms.map(({ name = '' }) => name)];
}

function bodyOf(item: Item): string | undefined {
  const caption = captionOf(item);
  if (isPicture(item) && caption) return markupOf([caption]);
  const own = ownBodyOf(item);
  if (own !== undefined)
    return withLargest(own, new Map(picturesOf(item).flatMap(lesserRenditions)));
  return partsOf(item) ?? (caption && markupOf([caption]));
}

const picturesOf = ({ associations = {} }: Item): Part[] =>
  Object.values(associations).flatMap((part) => (part && isPicture(part) ? [part] : []));

function ownBodyOf({ bodies = [], ...item }: Item): string | undefined {
  const listed = bodies.find(isMarkup)?.value ?? item.body_xhtml ?? item.body_html;
  if (hasText(listed))
    return /<body[\s>]/i.test(listed) ? rewriteMarkup(insideBody(listed)) : listed;
  const plain = bodies.find(isPlain)?.value ?? item.body_text;
  return hasText(plain) ? markupOf(linesOrParagraphs(plain)) : undefined;
}

type Worded = NonNullable<Item['bodies']>[number];
const isMarkup = ({ contenttype, role, value }: Worded): boolean =>
  hasText(value) &&
  /^(?:text\/html|application\/xhtml)|^$/.test(contenttype ?? '') &&
  (contenttype !== undefined || /html/i.test(role ?? ''));
const isPlain = ({ contenttype, value }: Worded): boolean =>
  hasText(value) && /^text\/plain|^$/.test(contenttype ?? '');

/** Wires that leave no blank lines mean each line as a paragraph. */
function linesOrParagraphs(plain: string): string[] {
  const paragraphs = paragraphsOf(plain);
  return paragraphs.length > 1 ? paragraphs : plain.split(/\r?\n/).filter(hasText);
}

/** A package without text of its own is the list of its parts. */
function partsOf({ type, associations = {} }: Item): string | undefined {
  const parts = Object.values(associations).filter((part) => part !== null);
  if (type !== 'composite' || parts.length === 0) return undefined;
  const links = parts.map((part) => {
    const words = headlineOf(part) ?? captionOf(part) ?? part.uri ?? part.name ?? '';
    return `<li>${linkTo(webAddress(part.uri), words)}</li>`;
  });
  return `<ul>${links.join('')}</ul>`;
}

function imagesOf(item: Item): SubmittedImage[] {
  const own = imageOf(item, []);
  if (isPicture(item) || item.type === 'video') return own ? [{ ...own, role: 'lead' }] : [];
  const pictures: { readonly image: SubmittedImage; readonly rank: number }[] = [];
  for (const [key, part] of Object.entries(item.associations ?? {})) {
    if (part === null || !isPicture(part)) continue;
    const image = imageOf(part, ['associations', key]);
    if (image) pictures.push({ image, rank: rankOf(part, part.name ?? key) });
  }
  const lead = pictures.reduce(
    (best, one, at) => (one.rank > (pictures[best]?.rank ?? 0) ? at : best),
    -1,
  );
  return pictures.map(({ image }, at) => ({ ...image, role: at === lead ? 'lead' : 'inline' }));
}

/** What leads a story: what the desk set as its feature, else its first picture, never a logo. */
function rankOf({ type }: Part, name: string): number {
  if (/^(?:featuremedia|main)/i.test(name)) return 2;
  return type === 'picture' && !/logo/i.test(name) ? 1 : 0;
}
