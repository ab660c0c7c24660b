import { describe, expect, it } from 'vitest';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { aStory } from '../../support/story-samples.ts';
import { elementsOf } from './support/parse-page.ts';
import { aCard, anArticle } from './support/render-samples.ts';

const original = aCard(1, { language: 'en', path: '/world/bridge/' });
const inLanguage = (language: string, path: string) =>
  aCard(2, { language, path, original: original.storyId });

/** The page of the Persian one, with the links that name a language. */
function linksOn(translations: readonly ReturnType<typeof aCard>[], publicUrl?: string) {
  const story = aStory({ language: 'fa-AF', translationOf: 'bridge' });
  const more = publicUrl === undefined ? {} : { publicUrl };
  const path = '/world/pul/';
  const { html } = renderArticle(anArticle({ story, path, translations, ...more }));
  const links = elementsOf(html).filter(({ attributes }) => attributes.hreflang !== undefined);
  return {
    head: links.flatMap(({ name, attributes: { hreflang, href } }) =>
      name === 'link' ? [`${hreflang} ${href}`] : [],
    ),
    page: links.flatMap(({ name, text, attributes: { href, lang, dir } }) =>
      name === 'a' ? [`${text} ${lang} ${dir} ${href}`] : [],
    ),
  };
}

describe('a story in several languages', () => {
  const others = [original, inLanguage('ru', '/world/most/'), inLanguage('ps', '/world/pul-ps/')];

  it('leads its readers to the others, each named as its own readers call it', () => {
    expect(linksOn(others).page).toEqual([
      'English en ltr /world/bridge/',
      'Русский ru ltr /world/most/',
      'پښتو ps rtl /world/pul-ps/',
    ]);
  });

  it('tells search engines all of them, itself too, and the original for all else', () => {
    expect(linksOn(others).head).toEqual([
      'fa-AF https://news.example/world/pul/',
      'en https://news.example/world/bridge/',
      'ru https://news.example/world/most/',
      'ps https://news.example/world/pul-ps/',
      'x-default https://news.example/world/bridge/',
    ]);
  });

  it('names one page of each language: the first, and none of its own', () => {
    const twice = [original, inLanguage('ru', '/a/'), inLanguage('ru', '/b/')];
    const { page } = linksOn([...twice, inLanguage('fa-AF', '/c/')]);
    expect(page).toEqual(['English en ltr /world/bridge/', 'Русский ru ltr /a/']);
  });

  it('links also where the site lives under a path', () => {
    const { head, page } = linksOn([original], 'https://example.org/news');
    expect(page).toEqual(['English en ltr /news/world/bridge/']);
    expect(head).toContain('en https://example.org/news/world/bridge/');
  });

  it('in one alone says nothing of languages', () => {
    expect(linksOn([])).toEqual({ head: [], page: [] });
  });
});
