import type { PicturePool } from './pictures.ts';
import type { ProofStory } from './stories.ts';

/** Runs nowhere, if all is well: a page on which it did says so in `document.title` or here. */
const script = '<script>window.wasRun = 1</script>';
const markup = `</script>${script}<img src=x onerror="window.wasRun=1"><b>bold</b><!-- -->]]>&amp;&lt;`;
const template = `{{constructor}} {{{body}}} {{> article}} <%= 7*7 %> $\{7*7} #{7*7}`;
const bidi = '\u202Edetrevni\u202C \u2066isolated\u2069 \u200Fright\u200E \u061C';
const emoji = '👩‍👩‍👧‍👦🏳️‍🌈🇦🇫 e\u0301\u0301\u0301\u0301\u0301 Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘';
const quotes = `" ' \` " onload="window.wasRun=1" x='`;
const word = (letter: string, length: number): string => letter.repeat(length);
/** A headline holds 500 characters, a name 200; descriptions and captions take the 10,000. */
const fits = (text: string, length: number): string => [...text].slice(0, length).join('');

const LAST_WEEK = new Date(Date.now() - 7 * 24 * 60 * 60 * 1000).toISOString();

function allOf(externalId: string, text: string, pictures: PicturePool): ProofStory {
  return {
    externalId: `hostile-${externalId}`,
    // Below the news on every front.
    firstPublished: LAST_WEEK,
    headline: fits(text, 500),
    alternativeHeadline: fits(text, 500),
    description: fits(text, 5_000),
    byline: fits(text, 500),
    dateline: fits(text, 200),
    slug: fits(text, 200),
    section: 'letters',
    language: 'en',
    copyrightHolder: fits(text, 500),
    keywords: [fits(text, 200), `Letters ${fits(text, 150)}`],
    authors: [{ name: fits(text, 200), bio: fits(text, 10_000) }],
    corrections: [{ at: new Date().toISOString(), text: fits(text, 10_000) }],
    images: [
      {
        ...{ url: pictures.url('bakery-flour'), role: 'lead' },
        caption: fits(text, 10_000),
        creditLine: fits(text, 500),
        altText: fits(text, 10_000),
      },
    ],
    body: `<p>A letter to the editor, as it came: ${text.replaceAll('<', '&lt;')}</p><h2>${fits(text, 300).replaceAll('<', '&lt;')}</h2><p>${text}</p>`,
  };
}

const empty = (pictures: PicturePool): ProofStory => ({
  externalId: 'hostile-empty',
  firstPublished: LAST_WEEK,
  headline: '…',
  ...{ alternativeHeadline: '', description: '', byline: '', dateline: '', slug: '' },
  ...{ keywords: ['', ' ', '!'], section: 'letters', copyrightHolder: '', language: 'en' },
  images: [{ url: pictures.url('bakery-flour'), caption: '', creditLine: '', altText: '' }],
  body: '<p> </p><p>…</p><h2></h2><ul><li></li></ul><table></table><a href="">.</a>',
});

/** Stories made of what breaks pages. Moderation holds some; an editor lets them go. */
export const hostile = (pictures: PicturePool): readonly ProofStory[] => [
  allOf('markup', markup, pictures),
  allOf('template', template, pictures),
  allOf('bidi', bidi, pictures),
  allOf('emoji', emoji, pictures),
  allOf('quotes', quotes, pictures),
  allOf('latin-word', word('x', 10_000), pictures),
  allOf('arabic-word', word('ش', 10_000), pictures),
  empty(pictures),
];

/** The same in fewer stories. */
export const hostileInShort = (pictures: PicturePool): readonly ProofStory[] => [
  allOf('all', markup + template + quotes + bidi + emoji, pictures),
  allOf('latin-word', word('x', 10_000), pictures),
  empty(pictures),
];
