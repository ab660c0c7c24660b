import { createHash } from 'node:crypto';

export const pageStyle = `
:root { color-scheme: light dark; --ink: #1b1f24; --soft: #59636e; --line: #d9dee3; --paper: #fff;
  --block: #f5f7f9; --accent: #0b57a4; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ec; --soft: #9aa4ae; --line: #333a42;
  --paper: #14171a; --block: #1c2126; --accent: #7db8f5; } }
* { box-sizing: border-box; }
html { scroll-behavior: smooth; }
body { margin: 0; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--accent); }
header, main, nav { padding: 0 1rem; }
h1 { margin: 1.5rem 0 .25rem; font-size: 1.75rem; }
h2 { margin: 2.5rem 0 .5rem; padding-top: 1rem; border-top: 2px solid var(--ink); text-transform: capitalize; }
h3 { margin: 2rem 0 .25rem; font-size: 1.05rem; overflow-wrap: anywhere; }
h4 { margin: 1rem 0 .25rem; font-size: .85rem; color: var(--soft); }
p { margin: .25rem 0 .5rem; max-width: 44rem; }
code, pre { font: .85rem/1.5 ui-monospace, monospace; }
pre { margin: 0; padding: .75rem; overflow-x: auto; background: var(--block); border-radius: .4rem; }
code { background: var(--block); padding: .1em .3em; border-radius: .25rem; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 3.6rem; margin-right: .4rem; font-weight: 700; color: var(--accent); }
nav ul, .plain { list-style: none; margin: 0 0 .75rem; padding: 0; }
nav a { text-decoration: none; overflow-wrap: anywhere; }
nav li { font-size: .85rem; padding: .3rem 0; }
nav strong { text-transform: capitalize; }
dl { margin: 0; display: grid; grid-template-columns: minmax(0, 1fr); }
dt { padding-top: .35rem; border-top: 1px solid var(--line); }
dd { margin: 0 0 .35rem; color: var(--soft); }
.who { color: var(--soft); font-size: .85rem; }
.refusals { line-height: 2; }
@media (min-width: 62rem) {
  .columns { display: grid; grid-template-columns: 19rem minmax(0, 52rem); gap: 2rem; }
  nav { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding-top: 1rem; }
  dl { grid-template-columns: minmax(10rem, 16rem) minmax(0, 1fr); }
  dd { padding-top: .35rem; border-top: 1px solid var(--line); margin: 0; }
}
`;

/** Nothing but this style sheet: no script, no picture, nothing from elsewhere. */
export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(pageStyle).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
