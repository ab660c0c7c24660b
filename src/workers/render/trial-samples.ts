import type { PreparedImage } from '../../shared/archive/pictures.ts';
import type { Card } from '../../shared/archive/publication.ts';
import { Site } from '../../shared/newsroom.ts';
import { freeTerms } from '../../shared/rights/picture-terms.ts';
import type { Story } from '../../shared/story.ts';
import type { ArticleInput } from './render-article.ts';

/** A site, and stories that have everything and nothing, to try a theme with. */

const at = '2026-03-21T05:45:00.000Z';

export const sampleSite = Site.parse({
  name: 'The Sample',
  description: 'News to try a theme with',
  timezone: 'Asia/Kabul',
  sections: [{ slug: 'world', name: 'World' }],
  publisher: { name: 'The Sample Ltd' },
  authors: [{ name: 'Ann Sample', bio: 'Writes samples.', url: 'https://example.org/ann' }],
});

export const sampleCard: Card = {
  storyId: 'sample',
  headline: 'A headline of a usual length, to be read on a list',
  description: 'What the story says, in a sentence.',
  path: '/world/2026/03/21/sample/',
  section: 'world',
  keywords: ['samples'],
  language: 'en',
  authors: [{ name: 'Ann Sample' }],
  dateline: 'KABUL',
  firstPublished: at,
  modified: at,
  image: {
    altText: 'A picture',
    creditLine: 'Ann Sample',
    width: 1280,
    height: 853,
    placeholder: '',
    dominant: '#336699',
    renditions: [
      { key: '_media/sample.jpg', contentType: 'image/jpeg', width: 1280, height: 853, bytes: 1 },
    ],
  },
};

const { image: _image, dateline: _dateline, ...plain } = sampleCard;
export const bareCard: Card = { ...plain, storyId: 'bare', description: '', authors: [] };

const bareStory: Story = {
  schema: 1,
  storyId: 'sample',
  revision: 1,
  source: 'sample',
  externalId: 'sample',
  submissionId: 'sample',
  headline: sampleCard.headline,
  slug: 'sample',
  section: 'gone',
  keywords: [],
  language: 'en',
  body: '<p>One paragraph.</p>',
  submittedBody: '',
  removed: [],
  images: [],
  authors: [],
  corrections: [],
  notes: [],
  received: at,
};

const fullStory: Story = {
  ...bareStory,
  revision: 2,
  received: '2026-03-21T09:00:00.000Z',
  section: 'world',
  alternativeHeadline: 'Another headline',
  description: sampleCard.description,
  dateline: 'KABUL',
  keywords: ['samples', 'themes'],
  authors: [
    { name: 'Ann Sample' },
    { name: 'Bob', bio: 'Draws.', url: 'https://example.org/bob' },
    { name: 'Cy' },
  ],
  corrections: [
    { at, text: 'What was wrong is right now.' },
    { at: 'long ago', text: 'And this.' },
  ],
  body: '<h2>A heading</h2><p>Text with <em>stress</em> and a <a href="https://example.org/">link</a>.</p><figure data-image="inline"></figure><blockquote><p>A quotation.</p></blockquote><ul><li>A list</li></ul><table><tr><th>A</th><td>1</td></tr></table>',
  images: [
    {
      id: 'lead',
      role: 'lead',
      caption: 'A caption',
      creditLine: 'A credit',
      altText: 'A picture',
    },
    { id: 'inline', role: 'inline', creditLine: 'A credit' },
    { id: 'bare', role: 'inline' },
  ],
};

function sampleImage(id: string): PreparedImage {
  const sized = { width: 1280, height: 853, bytes: 1, use: 'picture' as const };
  return {
    id,
    sha256: id.padEnd(64, '0'),
    width: 1280,
    height: 853,
    placeholder: '',
    dominant: '#336699',
    perceptualHash: null,
    renditions: [
      { ...sized, file: 'w1280.webp', contentType: 'image/webp' },
      { ...sized, file: 'w1280.jpg', contentType: 'image/jpeg' },
    ],
    terms: freeTerms,
    rightsClass: '',
  };
}

type SampleArticle = Pick<ArticleInput, 'story' | 'images' | 'related' | 'translations'>;

export const fullArticle: SampleArticle = {
  story: fullStory,
  images: {
    images: ['lead', 'inline', 'bare'].map(sampleImage),
    missing: [],
    complete: true,
  },
  related: [sampleCard, bareCard],
  translations: [{ ...sampleCard, language: 'ar', path: '/world/2026/03/21/sample-ar/' }],
};

export const bareArticle: SampleArticle = {
  story: bareStory,
  images: { images: [], missing: [], complete: true },
  related: [],
};
