import type { Outcome, Trip } from '../../queues/stage.ts';
import { ImagesResult } from '../../shared/archive/pictures.ts';
import type { Card, RenderResult, SiteObject } from '../../shared/archive/publication.ts';
import { storyTag } from '../../shared/cache-tags.ts';
import { canaryPath, isCanary } from '../../shared/canary.ts';
import { frontsOf } from '../../shared/catalogue/front-names.ts';
import { relatedMark } from '../../shared/catalogue/related-mark.ts';
import type { Story } from '../../shared/story.ts';
import { basePath, staysAt } from './article-path.ts';
import { type StoreBlob, storePrinted } from './blobs.ts';
import { originalOf } from './card.ts';
import { dayIn, later } from './dates.ts';
import { languageOf } from './language.ts';
import { type Press, pageKey } from './press.ts';
import { chooseRelated } from './related.ts';
import { renderArticle } from './render-article.ts';
import { renderRedirect, renderTombstone } from './render-tombstone.ts';
import { shownPictures } from './shown-pictures.ts';
import { cacheTag, type Printed, pageType } from './site-objects.ts';

/** What the head says of a story, as far as its page depends on it. */
export interface Standing {
  readonly wanted: 'live' | 'withdrawn';
  /** First time its page was readable (RFC 3339, UTC); `null`: it has not been yet. */
  readonly firstPublished: string | null;
  /** Where the page is now; `null` where it is not live. */
  readonly path: string | null;
  /** Every other path it has been at: they lead to the new one, or are tombstones with it. */
  readonly formerPaths: readonly string[];
}

export interface RenderTools extends Press {
  readonly siteKey: string;
  now(): Date;
  standing(storyId: string): Promise<Standing>;
  /** Reserves the path or the first free one after it; see article-path.ts. */
  reservePath(base: string, storyId: string): Promise<string>;
  /** Live stories to choose "Check also" from. */
  candidates(story: Story): Promise<readonly Card[]>;
  /** The same story in other languages, the original first. */
  translations(card: Pick<Card, 'storyId' | 'original'>): Promise<readonly Card[]>;
  readonly storeBlob: StoreBlob;
  /** The theme's assets, already stored. */
  assets(): Promise<readonly SiteObject[]>;
}

export type RenderTrip = Pick<Trip, 'story' | 'result'>;

/** Makes the page of a story, or what stands in its place once it is withdrawn. */
export async function render(
  trip: RenderTrip,
  tools: RenderTools,
): Promise<Outcome<'render', RenderResult>> {
  const standing = await tools.standing(trip.story.storyId);
  return standing.wanted === 'withdrawn'
    ? withdraw(trip.story, standing, tools)
    : publishable(trip, standing, tools);
}

async function publishable(
  trip: RenderTrip,
  standing: Standing,
  tools: RenderTools,
): Promise<Outcome<'render', RenderResult>> {
  const { story } = trip;
  const now = tools.now();
  const firstPublished = standing.firstPublished ?? plannedPublication(story, now);
  const [prepared, path, candidates, translations, assets] = await Promise.all([
    imagesOf(trip),
    pathOf(story, { standing, firstPublished }, tools),
    isCanary(story) ? [] : tools.candidates(story),
    isCanary(story) ? [] : tools.translations({ storyId: story.storyId, ...originalOf(story) }),
    tools.assets(),
  ]);
  const related = chooseRelated(story, candidates);
  const { images, leftOut, turns } = shownPictures(prepared, story, now);
  const shown = { images, path, firstPublished, related, translations };
  const rendered = renderArticle({ ...tools, story, ...shown });
  const { html, card, media } = rendered;
  const subject = { storyId: story.storyId, language: card.language, to: path };
  const redirects = formerPaths(standing, path).map((former) =>
    renderRedirect(tools, { ...subject, path: former }),
  );
  const stored = await storePrinted(
    [articlePage(tools, { story, path, html }), ...redirects],
    tools,
  );
  return {
    verdict: 'rendered',
    because: [...because(path, images, redirects.length), ...leftOut],
    result: {
      path,
      objects: [...assets, ...media, ...stored],
      card,
      fronts: isCanary(story) ? [] : frontsOf(card),
      turns: [...turns],
      related: Object.fromEntries(
        [...related, ...translations].map((other) => [other.storyId, relatedMark(other)]),
      ),
    },
  };
}

async function withdraw(
  story: Story,
  standing: Standing,
  tools: RenderTools,
): Promise<Outcome<'render', RenderResult>> {
  const { storyId, language } = story;
  const paths = [...new Set([standing.path, ...standing.formerPaths])].filter(
    (path) => path !== null,
  );
  const assets = paths.length === 0 ? [] : await tools.assets();
  const tombstones = paths.map((path) => renderTombstone(tools, { storyId, language, path }));
  const path = standing.path ?? paths[0] ?? null;
  return {
    verdict: 'rendered',
    because: [
      path === null ? 'It never was live; there is nothing to take down' : `Withdrawn from ${path}`,
    ],
    result: {
      path,
      objects: [...assets, ...(await storePrinted(tombstones, tools))],
      card: null,
      fronts: [],
      turns: [],
      related: {},
    },
  };
}

/** When it will first be readable: now, or when its embargo ends; a trusted source may say earlier. */
export function plannedPublication(story: Story, now: Date): string {
  const present = now.toISOString();
  const { embargoed, firstPublished } = story;
  if (firstPublished !== undefined && Date.parse(firstPublished) <= now.getTime()) {
    return new Date(firstPublished).toISOString();
  }
  return embargoed === undefined ? present : new Date(later(present, embargoed)).toISOString();
}

interface PathFacts {
  readonly standing: Standing;
  readonly firstPublished: string;
}

/** Set once: a live story stays where it is unless its slug or section changed. */
async function pathOf(
  story: Story,
  { standing, firstPublished }: PathFacts,
  tools: RenderTools,
): Promise<string> {
  if (isCanary(story)) return canaryPath(story.externalId);
  const base = basePath({ ...story, day: dayIn(tools.site.timezone, firstPublished) });
  if (standing.path !== null && staysAt(standing.path, base, story.storyId)) return standing.path;
  return tools.reservePath(base, story.storyId);
}

/** A pass for slow renditions begins with their result as that of the images stage. */
async function imagesOf(trip: RenderTrip): Promise<ImagesResult> {
  const result = trip.story.images.length === 0 ? undefined : await trip.result('images');
  return result === undefined
    ? { images: [], missing: [], complete: true }
    : ImagesResult.parse(result);
}

function formerPaths({ path, formerPaths: former }: Standing, present: string): string[] {
  const all = path === null ? former : [path, ...former];
  return [...new Set(all)].filter((one) => one !== present);
}

interface ArticleFile {
  readonly story: Story;
  readonly path: string;
  readonly html: string;
}

function articlePage({ site }: Press, { story, path, html }: ArticleFile): Printed {
  return {
    key: pageKey(path),
    kind: 'page',
    body: html,
    contentType: pageType,
    contentLanguage: languageOf(story.language, site.language).tag,
    cacheControl: site.cacheControl.page,
    metadata: { 'cache-tag': cacheTag([storyTag(story.storyId)]) },
  };
}

function because(path: string, { images, missing }: ImagesResult, redirects: number): string[] {
  const pictures = images.length === 1 ? '1 picture' : `${images.length} pictures`;
  return [
    `Page at ${path} with ${images.length === 0 ? 'no picture' : pictures}`,
    ...missing.map(({ reason }) => `A picture is left out: ${reason}`),
    ...(redirects === 0
      ? []
      : [
          `Readers of ${redirects === 1 ? 'its former address' : `${redirects} former addresses`} are led here`,
        ]),
  ];
}
