import type { Element, Image } from './ans-schema.ts';
import type { SubmittedImage } from './format.ts';
import { escapeMarkup, linkTo, plainTextOf } from './markup.ts';
import { pictureOf } from './submit.ts';
import { webAddress } from './web-address.ts';

type Elements = readonly (Element | null)[] | undefined;

/** The text of a story, of its elements in their order. */
export const markupOfElements = (elements: Elements): string =>
  (elements ?? []).map((element) => (element === null ? '' : markupOfElement(element))).join('\n');

const isBlock = /^\s*<(?:p|h\d|[uo]l|div|blockquote|table|figure)[\s>]/i;

/** The content of an element is markup already. */
function markupOfElement(element: Element): string {
  const { type, content = '', text = '', items, content_elements: inner } = element;
  switch (type) {
    case 'text':
      return isBlock.test(content) ? content : `<p>${content}</p>`;
    case 'raw_html':
      return content;
    case 'header':
      return heading(element);
    case 'blockquote':
    case 'quote':
      return `<blockquote>${content ? `<p>${content}</p>` : markupOfElements(inner)}</blockquote>`;
    case 'list':
      return listOf(element);
    case 'link_list':
      return `<ul>${(items ?? []).map((item) => `<li>${item ? linkIn(item) : ''}</li>`).join('')}</ul>`;
    case 'code':
      return `<pre>${escapeMarkup(content)}</pre>`;
    case 'divider':
      return '<hr>';
    case 'correction':
      return text ? `<p>${escapeMarkup(text)}</p>` : '';
    case 'image':
      return figureOf(element);
    case 'gallery':
    case 'element_group':
      return markupOfElements(inner);
    case 'interstitial_link':
    case 'video':
    case 'audio':
    case 'story':
      return `<p>${linkIn(element)}</p>`;
    default:
      return '';
  }
}

function heading({ level = 2, content = '' }: Element): string {
  const tag = `h${Math.min(6, Math.max(2, Math.trunc(level)))}`;
  return `<${tag}>${content}</${tag}>`;
}

function listOf({ list_type, items = [] }: Element): string {
  const tag = list_type === 'ordered' ? 'ol' : 'ul';
  const lines = items.map((item) => {
    if (item === null) return '';
    return `<li>${item.type === 'text' ? (item.content ?? '') : markupOfElement(item)}</li>`;
  });
  return `<${tag}>${lines.join('')}</${tag}>`;
}

function linkIn({ url, canonical_url, content, headlines, caption }: Element): string {
  const address = webAddress(url) ?? webAddress(canonical_url);
  const words = plainTextOf(content || headlines?.basic || caption || '') || address || '';
  return linkTo(address, words);
}

function figureOf(element: Element): string {
  const { url, caption = '', altText = '' } = imageOf(element, 'inline') ?? {};
  if (url === undefined) return '';
  const under = caption === '' ? '' : `<figcaption>${escapeMarkup(caption)}</figcaption>`;
  return `<figure><img src="${escapeMarkup(url)}" alt="${escapeMarkup(altText)}">${under}</figure>`;
}

/** A picture; none where the element only refers to one. */
export function imageOf(image: Image, role: SubmittedImage['role']): SubmittedImage | undefined {
  const url = webAddress(image.url);
  if (image.type !== 'image' || url === undefined) return undefined;
  return pictureOf({
    url,
    caption: plainTextOf(image.caption ?? ''),
    altText: image.alt_text,
    creditLine: creditOf(image),
    usageTerms: image.copyright,
    ...focalPointOf(image),
    role,
  });
}

/** All pictures among the elements, those of galleries too. */
export const imagesIn = (elements: Elements): SubmittedImage[] =>
  (elements ?? []).flatMap((element) => {
    if (element === null) return [];
    const image = imageOf(element, 'inline');
    return image ? [image] : imagesIn(element.content_elements);
  });

function creditOf({ vanity_credits, credits }: Image): string {
  const by = vanity_credits?.by ?? credits?.by ?? [];
  return by.flatMap((person) => person?.byline || person?.name || []).join(', ');
}

function focalPointOf({ focal_point, width, height }: Image) {
  if (focal_point?.x === undefined || focal_point.y === undefined || !width || !height) return {};
  const focalPoint = { x: focal_point.x / width, y: focal_point.y / height };
  const isWithin = [focalPoint.x, focalPoint.y].every((share) => share >= 0 && share <= 1);
  return isWithin ? { focalPoint } : {};
}
