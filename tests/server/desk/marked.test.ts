import { expect, test } from 'vitest';
import { html } from '../../../src/server/desk/html.ts';
import { Marker } from '../../../src/server/desk/marked.ts';
import { readingOf } from '../../../src/server/desk/reading.ts';
import type { Finding } from '../../../src/shared/finding.ts';
import type { Removed } from '../../../src/shared/story.ts';
import { sanitise } from '../../../src/workers/ingest/sanitise.ts';

const at = (body: string, words: string, action: Finding['action'] = 'hold'): Finding => ({
  ...{ rule: 'r', action, weight: 5, field: '/body', reason: 'x', excerpt: words },
  ...{ offset: body.indexOf(words), length: words.length },
});

const shown = (body: string, findings: Finding[], removed?: readonly Removed[]): string =>
  new Marker(findings).text('/body', readingOf(body, removed ?? sanitise(body, []).removed)).text;

/** What is inside marks, without the numbers. */
const marked = (markup: string): string[] =>
  [...markup.matchAll(/<mark[^>]*>(.*?)<\/mark>/g)].map(([, inside = '']) =>
    inside.replace(/<a class="number".*?<\/a>\u2060/g, ''),
  );

test('whatever a template is given is escaped', () => {
  const hostile = `"><script>alert('1')</script>&`;
  expect(html`<p title="${hostile}">${hostile}${[hostile]}</p>`.text).not.toMatch(
    /<script|'1'|"">/,
  );
  expect(html`<p>${html`<b>${1}</b>`}${null}${false}</p>`.text).toBe('<p><b>1</b></p>');
});

test('a finding is marked in the paragraph where it stands, whatever markup is around it', () => {
  const body = '<h2>Prices</h2><p>They <em>rose &amp; f</em>ell by slot gacor.</p>';
  const markup = shown(body, [at(body, 'slot gacor'), at(body, 'f</em>ell', 'note')]);
  expect(marked(markup)).toEqual(['f', 'ell', 'slot gacor']);
  expect(markup).toContain('<h3 dir="auto">Prices</h3>');
  expect(markup).toContain('rose &amp; ');
});

test('findings that overlap are marked by the graver one, and each is numbered once', () => {
  const body = 'We love situs toto slot here';
  const markup = shown(body, [at(body, 'situs toto'), at(body, 'toto slot', 'reject')]);
  expect(markup.match(/<mark class="\w+"/g)).toEqual([
    ...['<mark class="hold"', '<mark class="reject"', '<mark class="reject"'],
  ]);
  expect(markup.match(/id="place-\d"/g)).toEqual(['id="place-0"', 'id="place-1"']);
});

test('a hidden part is shown as hidden, with its words, its link and how it hid', () => {
  const body =
    '<p>News.</p><div style="display:none"><a href="https://x.example/a?b=1">togel</a></div><p>More.</p>';
  const whole = body.slice(body.indexOf('<div'), body.indexOf('<p>More'));
  const markup = shown(body, [at(body, whole)]);
  expect(markup).toMatch(/class="hidden-part".*hidden: display:none.*togel.*x\.example/s);
  expect(markup.indexOf('hidden-part')).toBeLessThan(markup.indexOf('More.'));
});

test('a script is text for the reviewer and nothing for the browser', () => {
  const body = `<p>News</p><script>location='https://evil.example/'</script><img src=x onerror=alert(1)><!-- <a href="https://c.example/">c</a> -->`;
  const markup = shown(body, [at(body, body.slice(11))]);
  expect(markup).not.toMatch(/<script|<img|onerror=alert/);
  expect(markup).toContain('evil.example');
});

test('a text of lines is shown line by line', () => {
  const body = 'situs toto slot\nThe bridge opened.\n\n1 < 2';
  const markup = shown(body, [at(body, 'situs toto slot')]);
  expect(markup.match(/<p /g)).toHaveLength(3);
  expect(markup).toContain('1 &lt; 2');
});

test('a body of a hundred thousand links is shown in part, and says how much is left', () => {
  const body = '<a href="https://x.example/">slot</a> '.repeat(30_000);
  const findings = Array.from({ length: 200 }, (_, n) => ({ ...at(body, 'slot'), offset: n * 38 }));
  expect(shown(body, findings, [])).toContain('more characters, not shown');
});
