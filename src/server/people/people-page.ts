import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { Html, html } from '../desk/html.ts';

/** The desk's own style is behind the sign-in; these few lines are not. */
const style = `:root{color-scheme:light dark;--paper:#fbfaf8;--card:#fff;--ink:#1c1b19;--soft:#5d5a55;--line:#8b867d;--accent:#1d4f91;--on:#fff;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--paper:#161513;--card:#1f1e1b;--ink:#ece9e3;--soft:#a8a39a;--line:#7d786f;--accent:#8ab4f0;--on:#10233f;--bad:#f28b82}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,sans-serif;padding:1rem}
main{width:min(24rem,100%);background:var(--card);border-radius:.6rem;padding:1.5rem;box-shadow:0 1px 6px #0003}
a{color:var(--accent)}h1{font-size:1.4rem;line-height:1.2;margin:0 0 1rem}p{margin:0 0 1rem}label{display:block;font-weight:600;margin:0 0 1rem}
input{display:block;width:100%;margin-top:.25rem;padding:.6rem;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:.4rem}
button{font:inherit;font-weight:600;width:100%;padding:.65rem;border:0;border-radius:.4rem;background:var(--accent);color:var(--on)}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}.fault{color:var(--bad);font-weight:600}.soft{color:var(--soft);font-size:.9rem;margin:1rem 0 0}code{overflow-wrap:anywhere}`;

const policy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A page for those who are not signed in yet: it tells nothing of the newsroom. */
export function sendPeoplePage(
  reply: FastifyReply,
  { title, body }: { readonly title: string; readonly body: Html },
  status = 200,
): FastifyReply {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${new Html(style)}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
  return reply
    .code(status)
    .header('content-security-policy', policy)
    .type('text/html; charset=utf-8')
    .serializer(String)
    .send(page.text);
}
