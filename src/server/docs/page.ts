import { problems } from '../problems.ts';
import type { Description, Operation } from './description.ts';
import { fieldsOf } from './fields.ts';
import { pageStyle } from './page-style.ts';
import { problemExamples } from './problem-examples.ts';

interface Entry {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

/** The description as a page that needs no script. */
export function docsPage(description: Description): string {
  const all = entriesOf(description);
  const sent = webhookEntriesOf(description);
  const groups = [...new Set(all.map(tagOf))].map((tag) => ({
    tag,
    entries: all.filter((entry) => tagOf(entry) === tag),
  }));
  const { title, version, description: said } = description.info;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}: HTTP API</title>
<style>${pageStyle}</style>
</head>
<body>
<header>
<h1>${escaped(title)}: HTTP API</h1>
<p>${escaped(said)} Version ${escaped(version)}; for programs: <a href="/openapi.json">openapi.json</a>.</p>
</header>
<div class="columns">
<nav aria-label="Routes">
${groups.map(({ tag, entries }) => `<strong>${escaped(tag)}</strong><ul>${entries.map(link).join('')}</ul>`).join('\n')}
<strong>what subscribers are sent</strong><ul>${sent.map(link).join('')}</ul>
<strong><a href="#problems">problems</a></strong>
</nav>
<main>
${groups.map(({ tag, entries }) => `<h2>${escaped(tag)}</h2>\n${entries.map((entry) => section(entry, description)).join('\n')}`).join('\n')}
<h2>What subscribers are sent</h2>
${sent.map((entry) => section(entry, description)).join('\n')}
${problemSection()}
</main>
</div>
</body>
</html>
`;
}

const entriesOf = ({ paths }: Description): Entry[] =>
  Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      id: `${method}${path.replaceAll(/[^a-z]+/gi, '-').replace(/-$/, '')}`,
      method: method.toUpperCase(),
      path,
      operation,
    })),
  );

/** Not ours to be asked: what we ask of subscribers. */
const webhookEntriesOf = ({ webhooks }: Description): Entry[] =>
  Object.entries(webhooks).flatMap(([event, operations]) =>
    Object.values(operations).map((operation) => ({
      ...{ id: `webhook-${event.replaceAll('.', '-')}`, method: 'POST', path: event, operation },
    })),
  );

const tagOf = ({ operation }: Entry): string => operation.tags[0] ?? 'other';

const link = ({ id, method, path }: Entry): string =>
  `<li><a href="#${id}"><span class="method">${method}</span>${escaped(path)}</a></li>`;

function section({ id, method, path, operation }: Entry, description: Description): string {
  const { summary = '', description: more, security } = operation;
  return `<section id="${id}">
<h3><span class="method">${method}</span>${escaped(path)}</h3>
<p>${prose(summary)}${security ? ' <span class="who">(with an API token)</span>' : ''}</p>
${more === undefined ? '' : `<p>${prose(more)}</p>`}
${parameters(operation)}
${request(operation, description)}
${answers(operation)}
</section>`;
}

function parameters({ parameters: all = [] }: Operation): string {
  if (all.length === 0) return '';
  const rows = all.map(
    ({ name, in: place, required, description = '' }) =>
      `<dt><code>${escaped(name)}</code></dt><dd>${place}${required ? '' : ', optional'}${description && `: ${prose(description)}`}</dd>`,
  );
  return `<h4>Parameters</h4><dl>${rows.join('')}</dl>`;
}

function request({ requestBody }: Operation, description: Description): string {
  return Object.entries(requestBody?.content ?? {})
    .map(([type, { schema, example }]) => {
      const rows = fieldsOf(schema, description).map(
        ({ name, type: kind, required, description: said }) =>
          `<dt><code>${escaped(name)}</code></dt><dd>${escaped(kind)}${required ? ', required' : ''}${said && `: ${prose(said)}`}</dd>`,
      );
      const fields = rows.length > 0 ? `<h4>Fields</h4><dl>${rows.join('')}</dl>` : '';
      return `<h4>Send, as ${escaped(type)}</h4>${block(example)}${fields}`;
    })
    .join('');
}

function answers({ responses }: Operation): string {
  const all = Object.entries(responses);
  const good = all
    .filter(([status]) => Number(status) < 400)
    .map(([status, { description, content = {} }]) => {
      const bodies = Object.values(content).map(({ example }) => block(example));
      return `<h4>${escaped(status)}: ${prose(description)}</h4>${bodies.join('')}`;
    });
  const refusals = all.flatMap(([status, { content = {} }]) =>
    Object.keys(content['application/problem+json']?.examples ?? {}).map(
      (type) => `<a href="#problem-${type}"><code>${escaped(status)} ${escaped(type)}</code></a>`,
    ),
  );
  const list =
    refusals.length > 0
      ? `<h4>May refuse with</h4><p class="refusals">${refusals.join(' ')}</p>`
      : '';
  return `${good.join('')}${list}`;
}

function problemSection(): string {
  const statuses = [...new Set(Object.values(problems).map(({ status }) => status))];
  const sections = statuses.flatMap((status) =>
    Object.entries(problemExamples(status)).map(
      ([type, { summary, value }]) =>
        `<section id="problem-${type}"><h3>${status} ${escaped(type)}</h3><p>${escaped(summary)}.</p>${block(value)}</section>`,
    ),
  );
  return `<h2 id="problems">Problems</h2>
<p>Every refusal is <code>application/problem+json</code> (RFC 9457). The list is closed: match on <code>type</code>. With 429 and 503 comes <code>Retry-After</code> in seconds; what is sent again under the same key is taken once.</p>
${sections.join('\n')}`;
}

function block(example: unknown): string {
  if (example === undefined) return '';
  const text = typeof example === 'string' ? example : JSON.stringify(example, null, 2);
  return `<pre tabindex="0">${escaped(text)}</pre>`;
}

const prose = (text: string): string => escaped(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');

const entities: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};
const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '');
