import { beginning } from '../../shared/language/search-words.ts';

/**
 * The search page's script, the one script of the site. It reads the index of `search-index.ts`: for
 * each word of a query one file of a part of it, the newest stories first, until there is enough to
 * show. A story has to have every word, or one that begins with it; what stands in headlines comes
 * first, what stands in texts alone last, and of equals the newest. Results are shown as far as the
 * reader is about to see them; a story that has been taken down since is in no list any more.
 *
 * Words are folded as `fold-letters.ts` does, and read as `word-files.ts` writes them. An index of
 * another schema belongs to a page that is about to take the place of this one: it holds nothing.
 * A theme has a form with `q`, a list with `data-index` and, for when nothing is found, an element
 * with `data-none`. Comments stand here, for every reader of the site would fetch them.
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

const scoresIn = async ([folder, count], words) => {
  let found;
  for (const word of words) {
    const start = (word + '__').match(${beginning})[0], now = new Map();
    let hash = 0;
    for (const letter of start) hash = hash * 31 + letter.charCodeAt(0);
    const file = await read(folder + '/' + (hash % count) + '.json');
    for (const [known, text] of Object.entries(file.words)) {
      if (start.length > word.length ? known !== word : !known.startsWith(word)) continue;
      let number = file.first, value = 0;
      for (const digit of text) {
        const code = digit.charCodeAt(0);
        value = value * 26 + (code & 31) - 1;
        if (code < 97) continue;
        number += Math.floor(value / 3);
        const score = (value % 3) * 2 + (known === word);
        if (!found || found.has(number)) now.set(number, Math.max(now.get(number) || 0, score));
        value = 0;
      }
    }
    for (const [number, score] of now) now.set(number, score + ((found && found.get(number)) || 0));
    found = now;
    if (!found.size) break;
  }
  return found;
};

const search = async (words) => {
  const { schema, parts } = await read(address.href);
  const scores = new Map();
  for (let at = 0; schema === 2 && at < parts.length && scores.size < enough; at += atOnce) {
    const some = await Promise.all(parts.slice(at, at + atOnce).map((part) => scoresIn(part, words)));
    for (const one of some) for (const hit of one) scores.set(...hit);
  }
  const hits = [...scores].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
  return hits.slice(0, enough).map(([number]) => number);
};

const storyOf = async (number) => {
  const { size, storiesPerFile } = await read(address.href);
  const file = Math.floor(((number - 1) % size) / storiesPerFile);
  const stories = await read(Math.ceil(number / size) + '/stories-' + file + '.json');
  return stories.find((story) => story[0] === number);
};

const itemOf = ([, headline, path, day, language, section]) => {
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
};

let asked = 0, waiting = [], isBusy;
const fill = async () => {
  if (isBusy) return;
  isBusy = true;
  try {
    while (waiting.length && list.getBoundingClientRect().bottom < 2 * innerHeight) {
      const turn = asked;
      const stories = await Promise.all(waiting.splice(0, 10).map(storyOf));
      if (turn === asked) list.append(...stories.filter(Boolean).map(itemOf));
    }
  } finally {
    isBusy = false;
  }
};
addEventListener('scroll', fill);

const ask = async () => {
  const turn = (asked += 1), words = wordsOf(field.value);
  const hits = words.length ? await search(words) : [];
  if (turn !== asked) return;
  list.replaceChildren();
  waiting = hits;
  if (none) none.textContent = words.length && !hits.length ? none.dataset.none : '';
  fill();
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
