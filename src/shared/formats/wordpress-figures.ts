const picture = String.raw`((?:<a\b[^<>]{0,2000}>\s*)?<img\b[^<>]{0,4000}>(?:\s*</a>)?)`;
/** A caption ends before the next one begins: no text is looked through twice. */
const until = (next: string): string => String.raw`((?:(?!${next})[\s\S]){0,5000}?)`;
const named = (name: string): string =>
  String.raw`[^<>]{0,300}class="[^"<>]{0,200}\b${name}\b[^"<>]{0,200}"[^<>]{0,300}>`;

const shortCode = new RegExp(
  String.raw`\[caption\b[^\]]{0,500}\]\s*${picture}${until(String.raw`\[\/?caption`)}\[/caption\]`,
  'gi',
);
const division = new RegExp(
  String.raw`<div\b${named('wp-caption')}\s*${picture}\s*<(p|span)\b${named('wp-caption-text')}` +
    String.raw`${until('<div')}</\2>\s*</div>`,
  'gi',
);
const embed = /\[embed\b[^\]]{0,500}\]\s*(https?:\/\/[^\s[\]<>"]{1,2000})\s*\[\/embed\]/gi;

/**
 * The content of a post with figures where WordPress has its captions: as the short codes that it
 * keeps, or as the divisions that older themes make of them. Its embeds become links.
 */
export const withFigures = (content: string): string =>
  content
    .replace(shortCode, '<figure>$1<figcaption>$2</figcaption></figure>')
    .replace(division, '<figure>$1<figcaption>$3</figcaption></figure>')
    .replace(embed, '<p><a href="$1">$1</a></p>');
