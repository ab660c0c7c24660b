/** What makes the desk handier where scripts run; every page works without it. */
export const script = `'use strict';
const fresh = document.querySelector('[data-fresh]');
const moves = document.querySelector('[data-moves]');
const follows = document.querySelector('main').dataset.follows;

// On a phone the rooms are a line to be pushed; the one that one is in is seen at once.
const here = document.querySelector('.bar [aria-current]');
if (here) here.parentElement.scrollLeft = here.offsetLeft - 60;

// Asking every object of the edge is for who asked, once.
function quietly(address) {
  const url = new URL(address);
  url.searchParams.delete('edge');
  return url;
}
// What somebody is writing in stays as it is; the server checks what it is about.
function isInUse(part) {
  return part.contains(document.activeElement) ||
    [...part.querySelectorAll('input, textarea')].some((field) => field.value !== field.defaultValue);
}
// What was folded out stays so.
function renew(part, other) {
  const before = part.querySelectorAll('details');
  const after = other.querySelectorAll('details');
  if (before.length === after.length) before.forEach((one, at) => (after[at].open = one.open));
  part.replaceWith(other);
}

// What is not up to date any more says so: nobody must act on how things stood an hour ago.
let upToDate = new Date();
function tellAge(why) {
  const shown = document.getElementById('stale');
  if (!why) {
    upToDate = new Date();
    shown?.remove();
    return;
  }
  const told = shown || document.createElement('p');
  told.id = 'stale';
  told.className = 'fault';
  told.setAttribute('role', 'alert');
  told.textContent = why + ' This is how things stood at ' + upToDate.toISOString().slice(11, 16) + ' UTC.';
  if (!shown) document.querySelector('main').prepend(told);
}

// The parts of the page that change are fetched anew, once for steps that come close together.
let asked = 0;
let isAsking = false;
async function refresh() {
  if (isAsking || !document.querySelector('[data-part]')) return;
  isAsking = true;
  try {
    const answer = await fetch(quietly(location.href), { headers: { accept: 'text/html' } });
    if (!answer.ok) {
      return tellAge(answer.status === 401 ? 'You are signed out: load the page again.' : 'The desk has trouble.');
    }
    const anew = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of document.querySelectorAll('[data-part]')) {
      const other = anew.getElementById(part.id);
      if (other && !isInUse(part)) renew(part, document.adoptNode(other));
    }
    tellAge('');
  } catch {
    // The next step or turn asks again.
    tellAge('The desk cannot be reached.');
  } finally {
    isAsking = false;
  }
}
function refreshSoon(ms) {
  asked ||= setTimeout(() => {
    asked = 0;
    refresh();
  }, ms);
}

// What a story says is text, whatever it says.
function move({ storyId, stage, verdict, at, headline, source }) {
  const row = document.createElement('li');
  const time = document.createElement('time');
  time.dateTime = at;
  time.textContent = at.slice(11, 19);
  const link = document.createElement('a');
  link.href = '/desk/stories/' + encodeURIComponent(storyId);
  link.dir = 'auto';
  link.textContent = headline || storyId;
  const step = document.createElement('span');
  step.className = 'step ' + verdict;
  step.textContent = stage + ': ' + verdict;
  const from = document.createElement('span');
  from.className = 'from';
  from.textContent = source || '';
  row.append(time, ' ', step, ' ', link, ' ', from);
  moves.prepend(row);
  while (moves.children.length > 30) moves.lastElementChild.remove();
}

// A story that is held while the list is open is announced, not forced upon the reader.
function told(step) {
  if (fresh && step.verdict === 'held') fresh.hidden = false;
  if (moves) move(step);
  if (follows === step.storyId) refreshSoon(150);
  if (follows === 'all') refreshSoon(1000);
}

// One stream while somebody looks: a browser has few connections to one place.
let events;
function look() {
  if (document.hidden || events) return;
  events = new EventSource('/v1/events');
  events.addEventListener('step', ({ data }) => told(JSON.parse(data)));
  // A browser comes back by itself after a break, but not after a refusal.
  events.addEventListener('error', () => {
    if (events?.readyState !== EventSource.CLOSED) return;
    events = undefined;
    setTimeout(look, 15000);
  });
}
function lookAway() {
  events?.close();
  events = undefined;
}
if ((fresh || moves || follows) && 'EventSource' in window) {
  look();
  addEventListener('pagehide', lookAway);
  addEventListener('pageshow', look);
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) return lookAway();
    look();
    if (follows) refreshSoon(0);
  });
  if (follows) setInterval(() => document.hidden || refresh(), 10000);
}

// Words selected in the text are offered as the term for a list.
const term = document.querySelector('[data-term]');
const article = document.querySelector('article');
if (term && article) {
  document.addEventListener('selectionchange', () => {
    const chosen = getSelection();
    const words = String(chosen).replace(/\\s+/g, ' ').trim();
    if (words.length > 1 && words.length <= 200 && article.contains(chosen.anchorNode)) {
      term.value = words;
    }
  });
}

// Choosing a fault puts the caret where it is.
for (const place of document.querySelectorAll('[data-line]')) {
  place.addEventListener('click', (event) => {
    const text = document.getElementById('list-text');
    if (!text) return;
    event.preventDefault();
    const before = text.value.split('\\n').slice(0, place.dataset.line - 1);
    const start = before.reduce((sum, line) => sum + line.length + 1, place.dataset.column - 1);
    text.focus();
    text.setSelectionRange(start, start + 1);
  });
}

// Choosing a finding's number brings its row into view with the keyboard on it.
for (const number of document.querySelectorAll('mark .number')) {
  number.addEventListener('click', () => {
    const row = document.querySelector(number.getAttribute('href'));
    row?.querySelector('input')?.focus({ preventScroll: true });
  });
}
`;
