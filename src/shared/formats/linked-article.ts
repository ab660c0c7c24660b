import { Malformed } from './format.ts';
import { readJson } from './json.ts';

/** What schema.org JSON says of an article, texts as they stand there. */
export interface LinkedArticle {
  readonly headline?: string | undefined;
  readonly alternativeHeadline?: string | undefined;
  readonly description?: string | undefined;
  readonly url?: string | undefined;
  readonly body?: string | undefined;
  readonly published?: string | undefined;
  readonly modified?: string | undefined;
  readonly section?: string | undefined;
  readonly dateline?: string | undefined;
  readonly language?: string | undefined;
  readonly copyrightHolder?: string | undefined;
  readonly keywords: readonly string[];
  readonly authors: readonly { readonly name: string; readonly url: string | undefined }[];
  readonly images: readonly { readonly url: string; readonly caption: string | undefined }[];
}

type Fields = Readonly<Record<string, unknown>>;

/** The article of a page's `application/ld+json` blocks. A block that cannot be read says nothing. */
export function linkedArticle(blocks: readonly string[]): LinkedArticle | undefined {
  const articles = blocks.flatMap(thingsIn).filter(isArticle);
  const article = articles[0];
  if (article === undefined) return undefined;
  const page = article.mainEntityOfPage;
  return {
    headline: textOf(article.headline) ?? textOf(article.name),
    alternativeHeadline: textOf(article.alternativeHeadline),
    description: textOf(article.description),
    url: textOf(article.url) ?? (isFields(page) ? textOf(page['@id']) : textOf(page)),
    body: textOf(article.articleBody),
    published: textOf(article.datePublished),
    modified: textOf(article.dateModified),
    section: listOf(article.articleSection).map(textOf)[0],
    dateline: textOf(article.dateline),
    language: textOf(article.inLanguage),
    copyrightHolder: namesIn(article.copyrightHolder)[0]?.name,
    keywords: listOf(article.keywords).flatMap((word) => textOf(word)?.split(',') ?? []),
    authors: namesIn(article.author),
    images: listOf(article.image).flatMap(imageIn),
  };
}

function thingsIn(block: string): Fields[] {
  try {
    const whole = readJson(Buffer.from(block));
    return listOf(whole)
      .filter(isFields)
      .flatMap((thing) => [thing, ...listOf(thing['@graph'])])
      .filter(isFields);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return [];
  }
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isArticle = (thing: Fields): boolean =>
  listOf(thing['@type']).some(
    (type) => typeof type === 'string' && /(?:Article|BlogPosting|Report)$/.test(type),
  );

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

function namesIn(value: unknown) {
  return listOf(value).flatMap((one) => {
    const name = isFields(one) ? textOf(one.name) : textOf(one);
    return name === undefined ? [] : [{ name, url: isFields(one) ? textOf(one.url) : undefined }];
  });
}

function imageIn(value: unknown) {
  const url = isFields(value) ? (textOf(value.url) ?? textOf(value.contentUrl)) : textOf(value);
  return url === undefined
    ? []
    : [{ url, caption: isFields(value) ? textOf(value.caption) : undefined }];
}
