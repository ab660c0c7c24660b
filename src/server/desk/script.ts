/** What makes the desk handier where scripts run; every page works without it. */
export const script = `'use strict';
// A story that is held while the list is open is announced, not forced upon the reader.
const fresh = document.querySelector('[data-fresh]');
if (fresh && 'EventSource' in window) {
  const events = new EventSource('/v1/events');
  events.addEventListener('step', ({ data }) => {
    if (JSON.parse(data).verdict === 'held') fresh.hidden = false;
  });
  addEventListener('pagehide', () => events.close());
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
