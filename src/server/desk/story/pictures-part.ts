import type { PreparedImage } from '../../../shared/archive/pictures.ts';
import type { StoryImage } from '../../../shared/story.ts';
import { type Html, html } from '../html.ts';
import type { Elsewhere, StoryRecord } from './read-record.ts';

const THUMBNAIL_WIDTH = 320;
/** Pictures of which each rendition is named; of more, their number alone: the page stays light. */
const MOST_LISTED = 12;
/** What every browser shows. */
const plainKinds = /^image\/(jpeg|webp|png)$/;

/** The pictures: what was made of each, who is named, and what its rights leave. */
export function picturesPart(
  images: readonly StoryImage[],
  { images: result, elsewhere }: Pick<StoryRecord, 'images' | 'elsewhere'>,
): Html | false {
  if (images.length === 0) return false;
  return html`<section class="box" id="pictures" data-part><h2>Pictures</h2>
${result !== undefined && !result.complete && html`<p class="meta">Slow renditions are still to be made.</p>`}
<ul class="pictures">${images.map((image, at) => {
    const made = result?.images.find(({ id }) => id === image.id);
    const missing = result?.missing.find(({ id }) => id === image.id);
    return html`<li>${made ? thumbnail(made, image) : html`<p class="nothing">No rendition</p>`}
<div>${made && renditions(made, at < MOST_LISTED)}${missing && html`<p class="grave-text">${missing.reason}</p>`}
<dl class="about">
${described('Caption', made?.words?.caption ?? image.caption)}
${described('Credit', made?.words?.creditLine ?? image.creditLine)}
${described('Alternative text', made?.words?.altText ?? image.altText)}
${described('Terms', termsOf(made) ?? image.usageTerms)}
${described('From', image.url)}
${alsoIn(elsewhere.filter(({ id }) => id === image.id))}
</dl></div></li>`;
  })}</ul></section>`;
}

function thumbnail({ sha256, renditions, words }: PreparedImage, { altText }: StoryImage): Html {
  const still = renditions
    .filter(({ use, contentType }) => use === 'picture' && plainKinds.test(contentType))
    .sort((a, b) => Math.abs(a.width - THUMBNAIL_WIDTH) - Math.abs(b.width - THUMBNAIL_WIDTH))[0];
  if (still === undefined) return html`<p class="nothing">No rendition</p>`;
  const { file, width, height } = still;
  return html`<img src="/desk/media/${sha256}/${file}" width="${width}" height="${height}" alt="${words?.altText ?? altText ?? ''}" loading="lazy" decoding="async">`;
}

function renditions(
  { sha256, width, height, renditions: made }: PreparedImage,
  isListed: boolean,
): Html {
  const bytes = made.reduce((sum, rendition) => sum + rendition.bytes, 0);
  const kinds = new Map<string, number>();
  for (const { contentType } of made) {
    const kind = contentType.replace('image/', '');
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const counted = [...kinds].map(([kind, count]) => `${count} ${kind}`).join(', ');
  const sum = html`${width} × ${height}; ${made.length} renditions (${counted}), ${kibibytes(bytes)}`;
  if (!isListed) return html`<p class="meta">${sum}</p>`;
  return html`<details class="renditions"><summary>${sum}</summary>
<ul class="plain">${made.map(
    ({ file, width, height, bytes, use }) =>
      html`<li><a href="/desk/media/${sha256}/${file}">${file}</a> <span class="meta">${width} × ${height}, ${kibibytes(bytes)}${use !== 'picture' && html`, ${use}`}</span></li>`,
  )}</ul></details>`;
}

const kibibytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;

function termsOf(made: PreparedImage | undefined): string | undefined {
  if (made === undefined) return undefined;
  const { refused, from, until, inFeeds, onSocialCards } = made.terms;
  const all = [
    refused,
    from && `shown from ${from}`,
    until && `off the site by ${until}`,
    !inFeeds && 'not in feeds',
    !onSocialCards && 'not on social cards',
  ].filter(Boolean);
  return all.length === 0 ? undefined : all.join('; ');
}

/** Other stories with the picture, those beyond doubt first; an editor says of the rest. */
function alsoIn(stories: readonly Elsewhere[]): Html | false {
  if (stories.length === 0) return false;
  const sureFirst = stories.toSorted((a, b) => +b.isSure - +a.isSure);
  return html`<div><dt>Also in</dt><dd>${sureFirst.map(
    ({ storyId, isSure }) =>
      html`<a href="/desk/stories/${storyId}">${storyId}</a>${!isSure && ' (perhaps)'} `,
  )}</dd></div>`;
}

const described = (name: string, text: string | undefined): Html | false =>
  text !== undefined && text !== '' && html`<div><dt>${name}</dt><dd dir="auto">${text}</dd></div>`;
