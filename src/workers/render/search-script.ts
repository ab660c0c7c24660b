import { beginning } from '../../shared/language/search-words.ts';

/**
 * The search page's script, the one script of the site. It reads the index of `search-index.ts`: for
 * each word of a query one file of a part of it, the newest stories first, until there is enough to
 * show. A story has to have every word, or one that begins with it; what stands in headlines comes
 * first, what stands in texts alone last, and of equals the newest. Results are shown as far as the
 * reader is about to see them; a story that has been taken down since is in no list any more.
 *
 * Who asks for more gets what comes next by the same order, with four older parts read, for they may
 * have it in headlines; none is read where the next results have every word so in their headlines
 * that nothing older could come before them. The first new one has the focus then.
 *
 * Words are folded as `fold-letters.ts` does, and read as `word-files.ts` writes them. An index of
 * another schema belongs to a page that is about to take the place of this one: it holds nothing.
 * A theme has a form with `q`, a list with `data-index` and, for when nothing is found, an element
 * with `data-none`; it may have a button with `data-more` behind the list, and for when there is no
 * more, or the index cannot be read, words in `data-end` and `data-failed` of the same element.
 * Comments stand here, and spaces beside signs are taken away, for every reader of the site would
 * fetch them.
 */
const script = String.raw`'use strict';
(() => {
const find = (name) => document.querySelector(name);
const list = find('[data-index]'), field = find('input[name=q]');
if (!list || !field) return;
const none = find('[data-none]'), more = find('[data-more]');
const address = new URL(list.dataset.index, location.href);
const site = address.pathname.replace(/\/search\/index\.json$/, '');
const enough = 50, atOnce = 4;
const twins = { '\u064A': '\u06CC', '\u0649': '\u06CC', '\u0643': '\u06A9', '\u06C0': '\u0647', 'ё': 'е' };
const marks = /[\u064B-\u0652\u0670\u0640'’‘ʼ${'`'}´\u00AD\u200B\u200D\u2060\uFEFF\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
const fold = (text) => text.normalize('NFKD').toLowerCase()
  .replace(/(\p{Script=Latin})\p{Mn}+/gu, '$1').normalize('NFC').replace(marks, '')
  .replace(/./gu, (letter) => twins[letter] || letter)
  .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => digit.charCodeAt(0) & 15);
const wordsOf = (text) =>
  [...new Set(fold(text).match(/[\p{L}\p{M}\p{N}]+/gu))].filter((word) => word.length > 1).slice(0, 8);

const files = new Map();
const read = (name) => {
  if (!files.has(name)) {
    files.set(name, fetch(new URL(name, address)).then((answer) => {
      if (!answer.ok) throw Error(name);
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
    for (const [number, score] of now) now.set(number, score + (found?.get(number) || 0));
    found = now;
    if (!found.size) break;
  }
  return found;
};

const search = (words) => {
  const scores = new Map(), given = new Set();
  let at = 0;
  return async () => {
    const { schema, parts } = words.length ? await read(address.href) : {};
    for (let isRead; ; isRead = true) {
      const hits = [...scores].sort((one, other) => other[1] - one[1] || other[0] - one[0]);
      const some = schema === 2 ? parts.slice(at, at + atOnce) : [];
      const last = hits[enough - 1];
      if (!some.length || last && (isRead || last[1] === 5 * words.length)) {
        const next = hits.slice(0, enough).map(([number]) => number);
        for (const number of next) given.add(number) && scores.delete(number);
        return [next, some.length || scores.size];
      }
      for (const found of await Promise.all(some.map((part) => scoresIn(part, words))))
        for (const [number, score] of found) given.has(number) || scores.set(number, score);
      at += atOnce;
    }
  };
};

const storyOf = async (number) => {
  const { size, storiesPerFile } = await read(address.href);
  const file = Math.floor(((number - 1) % size) / storiesPerFile);
  const stories = await read(Math.ceil(number / size) + '/stories-' + file + '.json');
  return stories.find((story) => story[0] === number);
};

const make = (name, fields) => Object.assign(document.createElement(name), fields);
const itemOf = ([, headline, path, day, language, section]) => {
  const item = make('li'), line = make('p');
  const date = new Date(day).toLocaleDateString(document.documentElement.lang || [], { dateStyle: 'long', timeZone: 'UTC' });
  line.append(section, ' · ', make('time', { dateTime: day, textContent: date }));
  item.append(make('a', { href: site + path, textContent: headline, lang: language, dir: 'auto' }), line);
  return item;
};

let asked = 0, next, rest = [], isMore, isBusy;
const take = async () => {
  const turn = asked, found = await next();
  if (turn === asked) return [rest, isMore] = found;
};

const fill = async () => {
  if (isBusy) return;
  isBusy = true;
  try {
    while (rest.length && list.getBoundingClientRect().bottom < 2 * innerHeight) {
      const turn = asked;
      const stories = await Promise.all(rest.splice(0, 10).map(storyOf));
      if (turn === asked) list.append(...stories.filter(Boolean).map(itemOf));
    }
    if (more) more.hidden = rest.length || !isMore;
  } finally {
    isBusy = false;
  }
};
addEventListener('scroll', fill);

if (more) more.onclick = async () => {
  if (isBusy) return;
  isBusy = true;
  const turn = asked, shown = list.children.length;
  try {
    await take();
  } finally {
    isBusy = false;
    await fill();
  }
  if (turn !== asked) return;
  const first = list.children[shown];
  if (none) none.textContent = first ? '' : none.dataset.end;
  (first || list.lastChild).firstChild.focus();
};

const ask = async () => {
  const words = wordsOf(field.value);
  asked += 1;
  next = search(words);
  isMore = false;
  fill();
  if (!await take()) return;
  list.replaceChildren();
  if (none) none.textContent = words.length && !rest.length ? none.dataset.none : '';
  fill();
};
onunhandledrejection = () => none && (none.textContent = none.dataset.failed);
let pause;
field.oninput = () => {
  clearTimeout(pause);
  pause = setTimeout(ask, 200);
};
field.value = new URLSearchParams(location.search).get('q');
ask();
})();
`;

export const searchScript: string = script.replace(/^ +| ?([=<>&|?:+*%(){},;]) ?/gm, '$1');
