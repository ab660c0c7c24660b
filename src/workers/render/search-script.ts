/**
 * The search page's script, the one script of the site. It reads the index of `search-index.ts`:
 * for each word of a query one file of a block, newest block first, until there is enough to show.
 * Words are folded as `fold-letters.ts` does. A theme has a form with `q`, a list with `data-index`
 * and, for when nothing is found, an element with `data-none`.
 */
export const searchScript = String.raw`'use strict';
(() => {
const list = document.querySelector('[data-index]');
const field = document.querySelector('input[name=q]');
if (!list || !field) return;
const none = document.querySelector('[data-none]');
const address = new URL(list.dataset.index, location.href);
const site = address.pathname.replace(/\/search\/index\.json$/, '');
const enough = 50, atOnce = 4;
const twins = { '\u064A': '\u06CC', '\u0649': '\u06CC', '\u0643': '\u06A9', '\u06C0': '\u0647', 'ё': 'е' };
const unwritten = /[\u064B-\u0652\u0670\u0640'’‘ʼ${'`'}´\u00AD\u200B\u200D\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const fold = (text) => text.normalize('NFKD').toLowerCase()
  .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1').normalize('NFC').replace(unwritten, '')
  .replace(/[\u064A\u0649\u0643\u06C0ё]/g, (letter) => twins[letter])
  .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => digit.charCodeAt(0) & 15);
const wordsOf = (text) =>
  [...new Set(fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) || [])].filter((word) => word.length > 1).slice(0, 8);

const files = new Map();
const read = (name) => {
  if (!files.has(name)) {
    files.set(name, fetch(new URL(name, address)).then((answer) => {
      if (!answer.ok) throw new Error(name + ': ' + answer.status);
      return answer.json();
    }).catch((error) => {
      files.delete(name);
      throw error;
    }));
  }
  return files.get(name);
};

// Places of the stories in a block that have every word, or one that begins with it.
const placesIn = async (block, words, { shards }) => {
  let found;
  for (const word of words) {
    const shard = await read(block + '/' + ((word.charCodeAt(0) * 31 + word.charCodeAt(1)) % shards) + '.json');
    const now = new Map();
    for (const [known, places] of Object.entries(shard)) {
      if (!known.startsWith(word)) continue;
      for (const place of places) {
        const at = place >> 1;
        const score = (place & 1) * 2 + (known === word ? 1 : 0);
        if (!found || found.has(at)) now.set(at, Math.max(now.get(at) || 0, score));
      }
    }
    for (const [at, score] of now) now.set(at, score + ((found && found.get(at)) || 0));
    found = now;
  }
  return [...(found || [])].map(([at, score]) => ({ block, at, score }));
};

const storyOf = async ({ block, at }, { size, storiesPerFile }) => {
  const stories = await read(block + '/stories-' + Math.floor(at / storiesPerFile) + '.json');
  return stories.find(([number]) => number === (block - 1) * size + 1 + at);
};

// What stands in headlines comes first, then the newest.
const search = async (words) => {
  const index = await read(address.href);
  const hits = [];
  for (let block = index.blocks; block > 0 && hits.length < enough; block -= atOnce) {
    const blocks = Array.from({ length: Math.min(atOnce, block) }, (_, less) => block - less);
    hits.push(...(await Promise.all(blocks.map((one) => placesIn(one, words, index)))).flat());
  }
  hits.sort((one, other) => other.score - one.score || other.block - one.block || other.at - one.at);
  // A story that has been taken down since is in no list of stories any more.
  return (await Promise.all(hits.slice(0, enough).map((hit) => storyOf(hit, index)))).filter(Boolean);
};

const show = (stories, isAsked) => {
  list.replaceChildren(...stories.map(([, headline, path, day, language, section]) => {
    const item = document.createElement('li'), link = document.createElement('a');
    const time = document.createElement('time'), line = document.createElement('p');
    link.href = site + path;
    link.textContent = headline;
    link.lang = language;
    link.dir = 'auto';
    time.dateTime = day;
    time.textContent = new Date(day + 'T12:00:00Z').toLocaleDateString(document.documentElement.lang || undefined, { dateStyle: 'long', timeZone: 'UTC' });
    line.append(section, ' · ', time);
    item.append(link, line);
    return item;
  }));
  if (none) none.textContent = isAsked && stories.length === 0 ? none.dataset.none : '';
};

let asked = 0;
const ask = async () => {
  const turn = (asked += 1);
  const words = wordsOf(field.value);
  const stories = words.length === 0 ? [] : await search(words);
  if (turn === asked) show(stories, words.length > 0);
};
let pause;
field.addEventListener('input', () => {
  clearTimeout(pause);
  pause = setTimeout(ask, 200);
});
field.value = new URLSearchParams(location.search).get('q') || '';
ask();
})();
`;
