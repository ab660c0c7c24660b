/** The look of the desk: quiet, in both lights, from a phone to a wide screen. */
export const style = `
:root {
  --paper: #fbfaf8; --card: #fff; --ink: #1c1b19; --soft: #5d5a55; --line: #dedad3;
  --accent: #1d4f91; --accent-ink: #fff;
  --note: #e9eef5; --strip: #fdeec2; --hold: #ffdfc7; --reject: #f9cfcf;
  --note-edge: #6a84a8; --strip-edge: #a87900; --claimed: #7a5800; --hold-edge: #b4530f; --reject-edge: #b3261e;
  --good: #1f6b3a;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #161513; --card: #1f1e1b; --ink: #ece9e3; --soft: #a8a39a; --line: #3a3833;
    --accent: #8ab4f0; --accent-ink: #10233f;
    --note: #2a3647; --strip: #4a3c10; --hold: #56321a; --reject: #5a2524;
    --note-edge: #8fa9cc; --strip-edge: #e0b84c; --claimed: #e0b84c; --hold-edge: #f0a06a; --reject-edge: #f28b82;
    --good: #7fcf9b;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Naskh Arabic", sans-serif;
}
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px;
}
p { margin: 0 0 .75em; }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { inset-inline-start: .5rem; top: .5rem; background: var(--card); padding: .5rem; z-index: 2; }
.bar {
  display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; align-items: center;
  padding: .6rem clamp(1rem, 3vw, 2rem); border-bottom: 1px solid var(--line); background: var(--card);
}
.bar p { margin: 0; }
.brand { font-weight: 700; }
.brand span, .person span { font-weight: 400; color: var(--soft); }
.bar nav { display: flex; flex-wrap: wrap; gap: .25rem; }
.bar nav a { padding: .35rem .7rem; border-radius: .4rem; text-decoration: none; }
.bar nav a[aria-current] { background: var(--note); color: var(--ink); }
.person { margin-inline-start: auto !important; font-size: .9rem; }
main { max-width: 84rem; margin: 0 auto; padding: 1.25rem clamp(1rem, 3vw, 2rem) 4rem; }
h1 { font-size: clamp(1.4rem, 1rem + 1.8vw, 2rem); line-height: 1.2; margin: 0 0 .6em; text-wrap: balance; overflow-wrap: anywhere; }
h2 { font-size: 1.05rem; line-height: 1.3; margin: 0 0 .5em; }
h3 { font-size: 1.1rem; margin: 1.2em 0 .4em; }
.meta { color: var(--soft); font-size: .875rem; }
.meta > * { margin-inline-end: .75em; }
.meta > time { margin-inline-end: 0; }
.meta b { color: var(--ink); }
.notice, .fault, .claimed, .fresh {
  border: 1px solid var(--line); border-inline-start: 4px solid var(--good);
  background: var(--card); border-radius: .4rem; padding: .6rem .9rem;
}
.fault { border-inline-start-color: var(--reject-edge); }
.claimed { border-inline-start-color: var(--strip-edge); font-size: .9rem; }
.claimed.own { border-inline-start-color: var(--note-edge); color: var(--soft); }
.back { font-size: .9rem; }
.empty { color: var(--soft); padding: 3rem 0; text-align: center; }

ol.held { list-style: none; margin: 0; padding: 0; max-width: 60rem; }
ol.held > li { position: relative; border: 1px solid var(--line); background: var(--card); border-radius: .6rem; padding: .9rem 1.1rem; margin-bottom: .75rem; }
ol.held > li:hover { border-color: var(--accent); }
ol.held h2 { font-size: 1.1rem; margin-bottom: .25em; overflow-wrap: anywhere; }
ol.held h2 a { color: inherit; text-decoration: none; }
ol.held h2 a::after { content: ""; position: absolute; inset: 0; }
ol.held .meta a { position: relative; color: inherit; font-weight: 600; }
ol.held p { margin-bottom: .25em; overflow-wrap: anywhere; }
ol.held .why span { color: var(--soft); }
.claim { color: var(--claimed); font-weight: 600; }

.review { display: grid; gap: 1.5rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 62rem) {
  .review { grid-template-columns: minmax(0, 1fr) 25rem; align-items: start; }
}
article { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: clamp(1rem, 2.5vw, 2.25rem); min-width: 0; }
article .body { font-size: 1.0625rem; line-height: 1.65; max-width: 68ch; overflow-wrap: anywhere; }
article .body p { margin-bottom: 1em; }
article .field { color: var(--soft); max-width: 68ch; overflow-wrap: anywhere; margin-bottom: .75em; }
article .field p { margin: 0; }
.jump a { display: inline-block; padding: .35rem 0; margin-inline-end: 1.25rem; }
article .field span { display: block; font-size: .75rem; text-transform: uppercase; letter-spacing: .04em; }
article:lang(fa), article:lang(ar), article:lang(ps), article:lang(ur) { line-height: 1.9; }
.item { padding-inline-start: 1.2em; display: list-item; list-style: disc inside; }
blockquote { margin: 0 0 1em; padding-inline-start: 1em; border-inline-start: 3px solid var(--line); }
.picture, .left { color: var(--soft); font-size: .9rem; }
.link { text-decoration: underline; text-underline-offset: .15em; }
.href { font-size: .78em; color: var(--soft); border: 1px solid var(--line); border-radius: .3em; padding: 0 .35em; }
mark { color: inherit; background: var(--note); border-bottom: 2px solid var(--note-edge); border-radius: .15em; padding: .05em .1em; box-decoration-break: clone; -webkit-box-decoration-break: clone; }
mark.strip { background: var(--strip); border-color: var(--strip-edge); }
mark.hold { background: var(--hold); border-color: var(--hold-edge); }
mark.reject { background: var(--reject); border-color: var(--reject-edge); }
mark .number {
  padding: .1em .5em; margin-inline-end: .3em; border-radius: 1em; white-space: nowrap;
  background: var(--ink); color: var(--paper); font: 700 .7em/1 system-ui, sans-serif; text-decoration: none; vertical-align: .15em;
}
.number:target { outline: 3px solid var(--accent); }
.hidden-part { border: 2px dashed var(--hold-edge); border-radius: .5rem; padding: .6rem .9rem; margin-bottom: 1em; font-size: .95em; }
.hidden-part .label { font-size: .78rem; color: var(--soft); margin-bottom: .3em; direction: ltr; text-align: start; }
.hidden-part p:last-child { margin: 0; }
code { font-size: .85em; overflow-wrap: anywhere; }
.state { text-transform: uppercase; letter-spacing: .04em; font-weight: 700; font-size: .75rem; }
.state.held { color: var(--hold-edge); }
.state.live { color: var(--good); }
.preview-label { display: inline-block; background: var(--note); border-radius: .3rem; padding: .2rem .6rem; font-size: .85rem; }
.others { margin-top: 1.5rem; border-top: 1px solid var(--line); padding-top: .75rem; }
.others dt { font-size: .75rem; color: var(--soft); }
.others dd { margin: 0 0 .5em; }

.box { border: 1px solid var(--line); background: var(--card); border-radius: .6rem; padding: .9rem 1.1rem; margin-bottom: 1rem; overflow-wrap: anywhere; }
.box > :last-child { margin-bottom: 0; }
summary { cursor: pointer; font-weight: 600; padding: .2rem 0; }
details[open] > summary { margin-bottom: .6rem; }
.findings, .similar, .because, .cuts { margin: 0; padding: 0; list-style: none; counter-reset: finding; }
.findings > li { counter-increment: finding; border-inline-start: 4px solid var(--note-edge); padding: .1rem 0 .1rem .8rem; margin-bottom: .9rem; padding-inline: .8rem 0; }
.findings > li.strip { border-color: var(--strip-edge); }
.findings > li.hold { border-color: var(--hold-edge); }
.findings > li.reject { border-color: var(--reject-edge); }
.findings > li:target { background: var(--note); }
.findings .reason::before { content: counter(finding) ". "; font-weight: 700; }
.findings p, .similar p { margin-bottom: .25em; }
.excerpt { color: var(--soft); font-size: .9rem; }
.action { text-transform: uppercase; font-size: .7rem; letter-spacing: .04em; font-weight: 700; }
.choices label { display: inline-flex; align-items: center; gap: .4em; min-height: 2.4rem; margin-inline-end: 1em; cursor: pointer; }
input[type=checkbox] { width: 1.15rem; height: 1.15rem; accent-color: var(--accent); }
.similar > li { margin-bottom: .8rem; }
b.released, b.repaired { color: var(--good); }
b.rejected { color: var(--reject-edge); }
.wide { display: block; margin-bottom: .75rem; font-size: .9rem; color: var(--soft); }
.wide input { display: block; width: 100%; margin-top: .25rem; }
input[type=text], input[type=number], textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .4rem; padding: .5rem .65rem; }
.wide textarea { display: block; width: 100%; margin-top: .25rem; }
textarea { resize: vertical; overflow-wrap: anywhere; }
textarea.yaml { font: .9rem/1.5 ui-monospace, "Cascadia Mono", Menlo, monospace; tab-size: 2; min-height: 24rem; }
textarea[aria-invalid] { border-color: var(--reject-edge); }
.faults { margin: 0; padding: 0; list-style: none; }
.faults > li { border-inline-start: 4px solid var(--reject-edge); padding-inline-start: .8rem; margin-bottom: .9rem; }
.faults p { margin-bottom: .15em; }
.buttons { display: grid; gap: .5rem; }
.buttons + h2, .buttons + .wide, .notice + form { margin-top: 1.25rem; }
button { font: inherit; font-weight: 600; min-height: 2.75rem; padding: .5rem .9rem; border-radius: .45rem; border: 1px solid var(--soft); background: var(--card); color: var(--ink); cursor: pointer; }
button:hover { border-color: var(--accent); }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button.grave { color: var(--reject-edge); border-color: var(--reject-edge); }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
.filter, .account { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: end; margin: 0 0 1.25rem; }
.account { flex-direction: column; align-items: stretch; max-width: 24rem; }
.filter label, .account label { display: grid; gap: .2rem; font-size: .875rem; color: var(--soft); }
.line { display: flex; flex-wrap: wrap; gap: .4rem; }
.copy { width: 100%; font: .875rem/1.4 ui-monospace, monospace; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;
