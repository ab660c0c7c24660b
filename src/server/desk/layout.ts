import type { FastifyReply } from 'fastify';
import { mayActAs, type Person, type Role } from '../people/roles.ts';
import { type Html, html } from './html.ts';

/** Nothing but our own style and script; forms go to ourselves. */
const policy = [
  "default-src 'none'",
  "style-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Parts of the desk, in the order of its navigation. */
const rooms = [
  { path: '/desk', name: 'Flow', least: 'viewer' },
  { path: '/desk/stories', name: 'Stories', least: 'viewer' },
  { path: '/desk/review', name: 'Review', least: 'viewer' },
  { path: '/desk/failures', name: 'Failures', least: 'viewer' },
  { path: '/desk/bulk', name: 'Bulk', least: 'operator' },
  { path: '/desk/sources', name: 'Sources', least: 'viewer' },
  { path: '/desk/fronts', name: 'Fronts', least: 'viewer' },
  { path: '/desk/lists', name: 'Lists', least: 'viewer' },
  { path: '/desk/system', name: 'System', least: 'viewer' },
  { path: '/queues', name: 'Queues', least: 'viewer' },
  { path: '/desk/subscribers', name: 'Subscribers', least: 'operator' },
  { path: '/desk/audit', name: 'Audit', least: 'operator' },
  { path: '/desk/people', name: 'People', least: 'admin' },
] as const satisfies readonly { path: string; name: string; least: Role }[];

export interface DeskPage {
  readonly title: string;
  /** Address of the room that the page is in. */
  readonly room: (typeof rooms)[number]['path'] | '/desk/account';
  readonly newsroom: string;
  readonly person: Person | null;
  readonly body: Html;
  /** Whose steps make the page show itself anew: one story's, or any. */
  readonly follows?: string;
}

/** Every page of the desk: one frame, readable without script, in any width and light. */
export function layout({ title, room, newsroom, person, body, follows }: DeskPage): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${newsroom}</title>
<link rel="icon" href="/desk/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/desk/desk.css">
<script src="/desk/desk.js" defer></script>
</head>
<body>
<a class="skip" href="#main">To the content</a>
<header class="bar">
<p class="brand">${newsroom} <span>desk</span></p>
<nav aria-label="Desk">${rooms
    .filter(({ least }) => person !== null && mayActAs(person.role, least))
    .map(
      ({ path, name }) =>
        html`<a href="${path}"${path === room && html` aria-current="page"`}>${name}</a>`,
    )}</nav>
${person && html`<p class="person"><a href="/desk/account">${person.name}</a> <span>${person.role}</span></p>`}
</header>
<main id="main"${follows && html` data-follows="${follows}"`}>
${body}
</main>
</body>
</html>
`;
}

/** Sends a page of the desk. */
export function sendPage(reply: FastifyReply, page: DeskPage, status = 200): FastifyReply {
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(layout(page).text);
}
