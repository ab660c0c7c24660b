import { keys } from '../../shared/archive/keys.ts';
import type { ImagesResult } from '../../shared/archive/pictures.ts';
import type { Card, SiteObject } from '../../shared/archive/publication.ts';
import { mediaTag } from '../../shared/cache-tags.ts';
import { isCanary } from '../../shared/canary.ts';
import { mediaKey } from '../../shared/site-media.ts';
import type { Story } from '../../shared/story.ts';
import { cardOf } from './card.ts';
import { inZone } from './dates.ts';
import { articleGraph } from './graph.ts';
import type { SocialImage } from './head.ts';
import { printPage } from './page.ts';
import { type Variant, variantsOf, widelyRead } from './picture.ts';
import type { Press } from './press.ts';
import { wordsOn } from './shown-pictures.ts';
import { cacheTag } from './site-objects.ts';
import { line } from './text.ts';
import { pagesInLanguages } from './translations.ts';
import { articleView, cardPicture } from './view.ts';
import type { ArticleView } from './views.ts';

export interface ArticleInput extends Press {
  readonly story: Story;
  readonly images: ImagesResult;
  /** With slashes at both ends. */
  readonly path: string;
  /** RFC 3339, UTC; planned, where the story has not been live yet. */
  readonly firstPublished: string;
  readonly related: readonly Card[];
  /** The same story in other languages, the original first. */
  readonly translations?: readonly Card[];
  /** Keys the addresses of media in the site. */
  readonly siteKey: string;
}

export interface RenderedArticle {
  readonly html: string;
  readonly card: Card;
  /** The pictures' renditions, from the archive to the site. */
  readonly media: readonly SiteObject[];
}

/** The page of a story, its card for fronts, and the media that must be there before the page. */
export function renderArticle(input: ArticleInput): RenderedArticle {
  const { story, images, path } = input;
  const card = cardOf({ ...input, image: cardPicture(story, images) });
  const view = articleView(input, input);
  const html = printPage(input, 'article', {
    view,
    head: {
      title: card.headline,
      description: card.description,
      path,
      isIndexed: !isCanary(story),
      language: view.language,
      feeds: feedsOf(view, story.section),
      languages: pagesInLanguages(card, input.translations ?? []),
      image: socialImage(input, card),
      article: {
        published: view.published.datetime,
        modified: inZone(card.modified, input.site.timezone),
        section: view.section.name,
        keywords: card.keywords,
        authors: view.authors.map(({ name }) => name),
      },
      graph: articleGraph(input, { card, view, crops: searchCrops(input) }),
    },
  });
  return { html, card, media: mediaOf(input) };
}

function feedsOf({ site, section }: ArticleView, slug: string) {
  const whole = { path: '/feed.xml', title: site.name };
  if (section.url === null) return [whole];
  return [whole, { path: `/${slug}/feed.xml`, title: `${site.name}: ${section.name}` }];
}

/** What search engines ask for: one of each shape. */
function searchCrops({ story, images, siteKey }: ArticleInput): Variant[] {
  const image = cardPicture(story, images);
  if (image === undefined) return [];
  const shapes = ['16:9', '4:3', '1:1'] as const;
  return shapes.flatMap((use) => variantsOf(image, { siteKey, use }).slice(0, 1));
}

/** A crop made for social cards, or else the widest JPEG of the picture. */
function socialImage(input: ArticleInput, { headline }: Card): SocialImage | undefined {
  const { story, siteKey } = input;
  const sociable = input.images.images.filter(({ terms }) => terms.onSocialCards);
  const prepared = cardPicture(story, { ...input.images, images: sociable });
  if (prepared === undefined) return undefined;
  const crops = variantsOf(prepared, { siteKey, use: 'social' });
  const chosen = crops[0] ?? widelyRead(variantsOf(prepared, { siteKey, use: 'picture' })).at(-1);
  if (chosen === undefined) return undefined;
  const { key, contentType, width, height } = chosen;
  const url = `${input.publicUrl}/${key}`;
  return {
    url,
    contentType,
    width,
    height,
    alt: line(wordsOn(prepared, story).altText) || headline,
  };
}

function mediaOf({ images, siteKey, site }: ArticleInput): SiteObject[] {
  return images.images.flatMap(({ sha256, rightsClass, renditions }) => {
    const folder = mediaKey(siteKey, { sha256, rightsClass, file: '' });
    return renditions.map(({ file, contentType }) => ({
      key: folder + file,
      from: keys.rendition(sha256, file),
      kind: 'media' as const,
      contentType,
      cacheControl: site.cacheControl.immutable,
      metadata: { 'cache-tag': cacheTag([mediaTag(folder)]) },
    }));
  });
}
