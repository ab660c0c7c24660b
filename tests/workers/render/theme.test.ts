import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardSlots } from '../../../src/workers/render/card.ts';
import { Markup } from '../../../src/workers/render/html.ts';
import { renderArticle } from '../../../src/workers/render/render-article.ts';
import { renderTombstone } from '../../../src/workers/render/render-tombstone.ts';
import { pageView } from '../../../src/workers/render/site-view.ts';
import { loadTheme } from '../../../src/workers/render/theme.ts';
import { ThemeError } from '../../../src/workers/render/theme-error.ts';
import { aStory } from '../../support/story-samples.ts';
import { frontTools } from './support/list-catalogue.ts';
import { elementsOf } from './support/parse-page.ts';
import { renderFront } from './support/render-front.ts';
import { aCard, anArticle, anImage, plainThemeFolder, press } from './support/render-samples.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dateline-theme-'));
  await cp(plainThemeFolder, folder, { recursive: true });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function faultOf(file: string, text: string): Promise<ThemeError> {
  await writeFile(join(folder, file), text);
  try {
    const theme = await loadTheme(folder);
    renderArticle(anArticle({ theme }));
  } catch (error) {
    if (error instanceof ThemeError) return error;
    throw error;
  }
  throw new Error('the theme was accepted');
}

describe('a theme is refused, with the place, when it', () => {
  it.each([
    ['prints without escaping', '<p>\n  {{{headline}}}</p>', 2, 2, /without escaping/],
    ['prints without escaping by &', '{{&headline}}', 1, 0, /without escaping/],
    ['defines a decorator', '<b>{{* evil}}</b>', 1, 3, /decorators/],
    ['calls what is no helper', '{{shout headline}}', 1, 0, /no helper 'shout'/],
    ['writes to the log', '{{log "x"}}', 1, 0, /no helper 'log'/],
    ['names a partial that is not there', 'a\nb {{> nowhere}}', 2, 2, /no partial 'nowhere'/],
    ['lets data name a partial', '{{> (lookup . "x")}}', 1, 0, /written out/],
    ['asks for a string that is not there', '{{t "unknown"}}', 1, 0, /no interface string/],
    [
      'asks for a card that is not there',
      '{{#each related}}{{card this "x"}}{{/each}}',
      1,
      17,
      /card-x/,
    ],
    ['closes the wrong block', '{{#if headline}}\n{{/each}}', 1, 3, /doesn't match/],
    ['cannot be read', 'one\n<b>{{headline x=}}</b> tail', 2, 16, /cannot be read/],
    [
      'asks for a field that stories do not have',
      '<i>\n<b>{{titel}}</b>',
      2,
      5,
      /"titel" not defined/,
    ],
  ])('%s', async (_what, text, line, column, message) => {
    const { place, message: shown } = await faultOf('article.hbs', text);
    expect(shown).toMatch(message);
    expect(place).toMatchObject({ file: 'article.hbs', line, column });
    const [source = '', caret = ''] = shown.split('\n').slice(-2);
    expect(source).toContain(text.split('\n')[line - 1]);
    expect(caret.indexOf('^') - `${line} | `.length).toBe(column);
  });

  it('lacks a template', async () => {
    await rm(join(folder, 'older.hbs'));
    await expect(loadTheme(folder)).rejects.toThrow(/older\.hbs/);
  });

  it('has a theme.json with a field that nobody knows', async () => {
    await writeFile(join(folder, 'theme.json'), '{"name":"x","version":"1","colour":"red"}');
    await expect(loadTheme(folder)).rejects.toThrow(/colour/);
  });

  it('has a theme.json that is no JSON: the place is where it stops to be', async () => {
    const { message, place } = await faultOf('theme.json', '{\n  "name": "x",\n  "version" "1"\n}');
    expect(message).toContain('theme.json is not JSON');
    expect(place).toMatchObject({ file: 'theme.json', line: 3, column: 12 });
  });

  it('is made for another engine', async () => {
    const manifest = '{\n  "name": "x", "version": "1",\n  "engine": [2, 3]\n}';
    const { message, place } = await faultOf('theme.json', manifest);
    expect(message).toContain('made for engine 2 to 3');
    expect(place).toMatchObject({ file: 'theme.json', line: 3, column: 2 });
  });

  it('lacks a word that our own code needs', async () => {
    const { message, place } = await faultOf('strings/en.json', '{ "end": "-30-" }');
    expect(message).toContain("the interface string 'home'");
    expect(place.file).toBe('strings/en.json');
  });

  it('loads a font ahead that it does not have', async () => {
    const manifest = '{"name":"x","version":"1","preload":{"Latn":["fonts/no.woff2"]}}';
    expect((await faultOf('theme.json', manifest)).place.file).toBe('fonts/no.woff2');
  });

  it('fails in a partial: the place is the partial', async () => {
    await writeFile(join(folder, 'partials/card-row.hbs'), '<li>{{headlin}}</li>');
    const theme = await loadTheme(folder);
    const shown = () => renderArticle(anArticle({ theme, related: [aCard(1)] }));
    expect(shown).toThrow(/"headlin" not defined.*\n.*partials\/card-row\.hbs:1/);
  });

  it('fails in a block it hands to a partial: the place is the block', async () => {
    await writeFile(join(folder, 'partials/box.hbs'), '<div>{{> @partial-block}}</div>');
    const { place } = await faultOf('article.hbs', '\n\n{{#> box}}{{oops}}{{/box}}');
    expect(place).toMatchObject({ file: 'article.hbs', line: 3 });
  });
});

describe('a theme', () => {
  it('reaches nothing but its view', async () => {
    await writeFile(
      join(folder, '404.hbs'),
      '[{{site.constructor}}|{{site.__proto__}}|{{#with site as |s|}}{{lookup s "constructor"}}{{/with}}]',
    );
    const theme = await loadTheme(folder);
    const tools = { ...press, theme, ...frontTools([]) };
    const page = (await renderFront('site', tools)).find(({ key }) => key === '404.html');
    expect(String(page?.body)).toContain('[||]');
  });

  it('may use inline partials', async () => {
    const inline = '{{#*inline "loud"}}<b>{{headline}}!</b>{{/inline}}{{> loud}}';
    await writeFile(join(folder, 'article.hbs'), inline);
    const { html } = renderArticle(anArticle({ theme: await loadTheme(folder) }));
    expect(html).toContain('<b>Flood warning lifted!</b>');
  });

  it('of the newsroom changes all that readers see, and nothing that machines read', async () => {
    const theme = await loadTheme(folder);
    const story = aStory({ images: [{ id: 'a', role: 'lead' }] });
    const images = { images: [anImage('a')], missing: [], complete: true };
    const plain = renderArticle(anArticle({ theme, story, images, related: [aCard(2)] }));
    const own = renderArticle(anArticle({ story, images }));
    expect(plain.html).toContain('<h1>~ Flood warning lifted ~</h1><img src="/_media/');
    expect(plain.html).toContain(
      '<li><a href="/world/2026/11/03/story-2/">Story number 2</a></li>',
    );
    expect(plain.html).toContain('-30-');
    expect(plain.html).not.toContain('masthead');
    expect(plain.card).toEqual(own.card);
    expect(plain.html).toContain('"@type":"NewsArticle"');
    const { body } = renderTombstone(
      { ...press, theme },
      { storyId: 's', path: '/a/', language: 'fa' },
    );
    expect(String(body)).toContain('<h1>Gone</h1>');
  });

  it('of the newsroom is all that readers see of lists and other pages too', async () => {
    const theme = await loadTheme(folder);
    const own = { ...press, theme };
    const page = pageView(own);
    const list = {
      ...page,
      heading: 'Rivers',
      description: null,
      stories: cardSlots(own, [aCard(2)]),
    };
    const ends = { page: null, frontUrl: '/', feedUrl: '/', olderUrl: null, newerUrl: null };
    const author = { name: 'Ann', url: null, profileUrl: null, bio: null };
    const shown = {
      tag: theme.print('tag', { ...list, ...ends }, 'en'),
      author: theme.print('author', { ...list, ...ends, author }, 'en'),
      search: theme.print('search', { ...page, heading: 'Look', indexUrl: '/search/i' }, 'en'),
      page: theme.print(
        'page',
        { ...page, heading: 'About', description: null, body: new Markup('<p>Us</p>') },
        'en',
      ),
    };
    expect(String(shown.tag)).toContain('<h1># Rivers</h1><ol><li><a href="/world/2026/11/03/');
    expect(String(shown.author)).toContain('<h1>by Ann</h1>');
    expect(String(shown.search)).toContain('<ol data-index="/search/i"></ol>');
    expect(String(shown.page)).toContain('<h1>About</h1><p>Us</p>');
  });

  it('has a new name for each file that changes, also for what its style names', async () => {
    const before = await loadTheme(folder);
    await writeFile(join(folder, 'assets/dot.png'), 'another picture');
    const after = await loadTheme(folder);
    const key = (theme: typeof before, file: string) =>
      theme.assets.find((asset) => asset.file === file)?.key ?? '';
    expect(key(before, 'assets/dot.png')).toMatch(/^_assets\/dot\.[0-9a-f]{16}\.png$/);
    expect(key(after, 'assets/dot.png')).not.toBe(key(before, 'assets/dot.png'));
    expect(after.stylesheets).not.toEqual(before.stylesheets);
    const style = after.assets.find(({ file }) => file === 'look.css')?.body.toString();
    expect(style).toContain(`url(${key(after, 'assets/dot.png').slice('_assets/'.length)})`);
    expect(after.themeHash).not.toBe(before.themeHash);
  });
});

describe('our own theme', () => {
  it('has every word in each of its languages', () => {
    expect(press.theme.notes).toEqual([]);
  });

  it.each([
    ['en', /^serif-latin\./],
    ['ru', /^serif-(cyrillic|latin)\./],
    ['ps', /^arabic(-latin)?\./],
  ])('loads for a page in %s the letters of its script ahead, and no others', (language, names) => {
    const { html } = renderArticle(anArticle({ story: aStory({ language }) }));
    const ahead = elementsOf(html).filter(({ attributes }) => attributes.rel === 'preload');
    expect(ahead.length).toBeGreaterThan(0);
    for (const { attributes } of ahead) {
      expect(attributes).toMatchObject({ as: 'font', type: 'font/woff2', crossorigin: '' });
      expect(attributes.href?.replace('/_assets/', '')).toMatch(names);
      const keys = press.theme.assets.map(({ key }) => `/${key}`);
      expect(keys).toContain(attributes.href);
    }
  });

  it('names no file that it does not have', () => {
    const style = String(press.theme.assets.find(({ file }) => file === 'style.css')?.body);
    const named = [...style.matchAll(/url\(([^)]+)\)/g)].map(([, name]) => `_assets/${name}`);
    expect(named.length).toBeGreaterThan(5);
    const keys = press.theme.assets.map(({ key }) => key);
    expect(named.filter((name) => !keys.includes(name))).toEqual([]);
  });

  it('asks for no side of the page by left or right, so that it can be mirrored', () => {
    const style = String(press.theme.assets.find(({ file }) => file === 'style.css')?.body);
    expect(style).not.toMatch(/[\w-]*(left|right)[\w-]*\s*:|text-align:\s*(left|right)/);
  });

  it('weighs at most 20 kB with an article, compressed', () => {
    const { html } = renderArticle(anArticle());
    const style = press.theme.assets.find(({ file }) => file === 'style.css')?.body ?? '';
    const bytes = [html, style].map((text) => brotliCompressSync(text).length);
    expect(bytes.reduce((sum, one) => sum + one)).toBeLessThan(20_000);
  });
});
