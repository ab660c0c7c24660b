import type { Author } from '../story.ts';
import { Looks } from '../visibility/look.ts';
import {
  type Article,
  figuresBeside,
  findArticle,
  isWithin,
  rewriteMarkup,
} from './article-extraction.ts';
import { decodeText } from './decode-text.ts';
import { momentOf } from './foreign-fields.ts';
import type { StoryFormat, SubmittedImage } from './format.ts';
import { type LinkedArticle, linkedArticle } from './linked-article.ts';
import { markupOf, oneLine, paragraphsOf, plainTextOf } from './markup.ts';
import { type PageScan, scanPage, wordsOf } from './page-scan.ts';
import { surroundingsOf } from './page-surroundings.ts';
import { pictureOf, present, submit } from './submit.ts';
import { webAddress } from './web-address.ts';

/** A web page, named for good by its canonical address; the article in it is the story. */
export const html: StoryFormat = {
  contentTypes: ['text/html', 'application/xhtml+xml'],
  read(body, charset) {
    const page = decodeText(body, charset ?? declaredEncoding(body));
    const looks = new Looks(page);
    return submitPage(page, looks, scanPage(page, looks));
  },
};

const declaredEncoding = (body: Buffer): string | undefined =>
  /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]{1,40})/i.exec(body.toString('latin1', 0, 2_048))?.[1];

interface Page extends PageScan {
  readonly linked: LinkedArticle | undefined;
  readonly article: Article | undefined;
  readonly address: string | undefined;
}

function submitPage(source: string, looks: Looks, scan: PageScan) {
  const linked = linkedArticle(scan.linkedData.map(({ text }) => text));
  const address = [scan.canonical, first(scan, 'og:url'), linked?.url].flatMap(
    (written) => webAddress(written) ?? [],
  )[0];
  const { title, language, meta, canonical } = scan;
  const { blocks, figures, headings, bylines, linkedData } = scan;
  const page: Page = {
    ...{ title, language, meta, canonical, blocks, figures, headings, bylines, linkedData },
    linked,
    article: findArticle(scan),
    address,
  };
  return submit(
    {
      externalId: address,
      headline: headlineOf(page),
      alternativeHeadline: plainTextOf(linked?.alternativeHeadline ?? ''),
      description: descriptionOf(page),
      byline: bylineOf(page),
      dateline: linked?.dateline,
      section: linked?.section ?? first(page, 'article:section'),
      keywords: keywordsOf(page),
      language: languageOf(page),
      modified: firstMoment(linked?.modified, first(page, 'article:modified_time')),
      firstPublished: firstMoment(linked?.published, first(page, 'article:published_time')),
      copyrightHolder: linked?.copyrightHolder,
      body: bodyOf(source, looks, page),
      images: imagesOf(page),
      authors: authorsOf(page),
    },
    { externalId: '#/link[rel=canonical]', headline: '#/h1', body: '#/article' },
  );
}

const first = ({ meta }: PageScan, name: string): string | undefined => meta.get(name)?.[0];

/** What a page says wrongly of its dates or its language is as good as not said. */
function firstMoment(...written: readonly (string | undefined)[]): string | undefined {
  for (const one of written) {
    const instant = one === undefined ? undefined : momentOf(one);
    if (instant && 'at' in instant) return instant.at;
  }
  return undefined;
}

function languageOf({ linked, language, meta }: Page): string | undefined {
  const tags = [linked?.language, language, meta.get('og:locale')?.[0]];
  return tags.find((tag) => tag && /^[a-z]{2,3}(?:[-_][a-z\d]{2,8}){0,3}$/i.test(tag));
}

/** A title ends with the name of its site; the page's own heading does not. */
function headlineOf(page: Page): string {
  const { headings, article, linked, title } = page;
  const own = headings.find((heading) => article && isWithin(heading, article.whole));
  const heading = own ? wordsOf(own) : '';
  const other = headings[0] ? wordsOf(headings[0]) : '';
  const named = plainTextOf(linked?.headline ?? '');
  return named || heading || oneLine(first(page, 'og:title') ?? '') || other || oneLine(title);
}

const descriptionOf = (page: Page): string =>
  plainTextOf(
    first(page, 'og:description') ?? first(page, 'description') ?? page.linked?.description ?? '',
  );

function bylineOf({ bylines, article, linked }: Page): string | undefined {
  if (linked && linked.authors.length > 0) return undefined;
  const own = bylines.find((byline) => article && isWithin(byline, article.whole));
  const written = own ? wordsOf(own) : '';
  return written.length <= 200 ? written : undefined;
}

function authorsOf(page: Page): Author[] {
  const { linked, address } = page;
  if (linked && linked.authors.length > 0) {
    return linked.authors.map(({ name, url }) =>
      present({ name: plainTextOf(name), url: webAddress(url, address) }),
    );
  }
  const named = first(page, 'author') ?? first(page, 'article:author');
  return named && !/^https?:/i.test(named) ? [{ name: oneLine(named) }] : [];
}

function keywordsOf({ linked, meta }: Page): readonly string[] {
  if (linked && linked.keywords.length > 0) return linked.keywords;
  const tags = meta.get('article:tag');
  return tags ?? (meta.get('news_keywords') ?? meta.get('keywords'))?.[0]?.split(',') ?? [];
}

function bodyOf(source: string, looks: Looks, page: Page): string {
  const { article, linked, address } = page;
  const text = article
    ? rewriteMarkup(source.slice(article.text.innerStart, article.text.innerEnd), address, looks)
    : '';
  const whole = text || markupOf(paragraphsOf(linked?.body ?? ''));
  if (whole === '') return '';
  const headline = headlineOf(page);
  return `${surroundingsOf({ html: source, looks, article, address, headline })}${whole}`;
}

/** Pictures over the text; where the article shows none at all, the one it is shared with. */
function imagesOf({ article, linked, address, ...scan }: Page): SubmittedImage[] {
  const beside = article ? figuresBeside(scan, article) : [];
  const shown = beside.flatMap(({ src, alt, caption }) => {
    const url = webAddress(src, address);
    return url ? [{ url, altText: alt, caption: oneLine(caption) }] : [];
  });
  const hasOwn = article && scan.figures.some((figure) => isWithin(figure, article.whole));
  const shared = [...(linked?.images ?? []), { url: first(scan, 'og:image'), caption: undefined }];
  const lead = hasOwn
    ? []
    : shared
        .flatMap(({ url, caption }) => {
          const whole = webAddress(url, address);
          return whole ? [{ url: whole, altText: first(scan, 'og:image:alt'), caption }] : [];
        })
        .slice(0, 1);
  return [...shown, ...lead].map((picture, index) =>
    pictureOf({ ...picture, role: index === 0 ? 'lead' : 'inline' }),
  );
}
