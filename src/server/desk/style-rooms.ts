/** The look of the rooms beside review: flow, stories, one story, failures, bulk, sources, system. */
export const roomsStyle = `
.bar nav { position: relative; flex: 1 1 0; min-width: 0; flex-wrap: nowrap; gap: 0; overflow-x: auto; scrollbar-width: thin; }
.bar nav a { white-space: nowrap; color: var(--ink); padding: .35rem .4rem; font-size: .95rem; }
@media (min-width: 48rem) { .bar nav { flex-wrap: wrap; overflow-x: visible; } }
.bar .person { white-space: nowrap; }
@media (max-width: 68rem) { .bar nav { order: 3; flex: 1 0 100%; margin-inline: -.55rem; } }
.state { display: inline-block; padding: .1rem .45rem; border-radius: .3rem; background: var(--note); color: var(--ink); letter-spacing: .03em; }
.state.live { background: color-mix(in srgb, var(--good) 14%, var(--card)); color: var(--good); }
.state.held { background: var(--hold); color: var(--ink); }
.state.failed, .state.rejected { background: var(--reject); color: var(--ink); }
.state.withdrawn, .state.superseded { background: none; border: 1px solid var(--line); color: var(--soft); }
.state.scheduled { background: var(--strip); color: var(--ink); }
.grave-text { color: var(--reject-edge); }
.good-text { color: var(--good); }
.quiet { color: var(--soft); }
.rows { list-style: none; margin: 0 0 1rem; padding: 0; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); }
.rows > li { padding: .7rem 1rem; border-bottom: 1px solid var(--line); }
.rows > li:last-child { border-bottom: 0; }
.rows > li.late { border-inline-start: 4px solid var(--reject-edge); }
.rows h3 { font-size: 1rem; font-weight: 600; line-height: 1.35; margin: 0 0 .2rem; overflow-wrap: anywhere; }
.rows h3 a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
.rows h3 a:hover { color: var(--accent); }
.rows p { margin: 0; }
.box .rows { border: 0; background: none; margin: 0 -.25rem; }
.box .rows > li { padding-inline: .25rem; }
.meta .id { overflow-wrap: anywhere; }
section[id] { scroll-margin-top: 1rem; }
main > section { margin-bottom: 1.75rem; }
.filter { align-items: end; }
.filter .words { flex: 1 1 18rem; }
.filter input, .filter select, .line select, .line input, .account input { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--soft); border-radius: .4rem; min-height: 2.75rem; padding: .4rem .6rem; width: 100%; }
.filter .checks { flex: 1 0 100%; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; border: 1px solid var(--line); border-radius: .4rem; margin: 0; padding: .35rem .75rem .6rem; }
.filter .checks label { display: flex; align-items: center; gap: .4rem; min-height: 1.75rem; color: var(--ink); }
.filter .checks input { width: 1.15rem; min-height: 1.15rem; padding: 0; }
select:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a.button { display: block; text-align: center; text-decoration: none; font-weight: 600; padding: .65rem .9rem; border-radius: .45rem; border: 1px solid var(--soft); color: var(--ink); }
a.button.primary { background: var(--accent); border-color: var(--accent); color: var(--accent-ink); }
button .does { display: block; font-weight: 400; font-size: .8rem; color: var(--soft); }
button.primary .does { color: inherit; }

.standing { font-size: 1.1rem; line-height: 1.45; background: var(--card); border: 1px solid var(--line); border-inline-start: 5px solid var(--note-edge); border-radius: .5rem; padding: .8rem 1rem; overflow-wrap: anywhere; }
.standing .mark { margin-inline-end: .4rem; }
p.standing.is-live { border-inline-start-color: var(--good); }
p.standing.is-held { border-inline-start-color: var(--hold-edge); }
p.standing.is-failed, p.standing.is-rejected { border-inline-start-color: var(--reject-edge); }
nav.jump { margin: -.25rem 0 .75rem; font-size: .9rem; }
.facts { display: flex; flex-wrap: wrap; gap: .5rem 1.75rem; margin: 0 0 1.5rem; font-size: .9rem; }
.facts dt, .about dt { color: var(--soft); font-size: .78rem; }
.facts dd, .about dd { margin: 0; overflow-wrap: anywhere; }
.main { min-width: 0; }
.step { font-weight: 600; }
.step.live, .step.approved, .step.accepted { color: var(--good); }
.step.held, .step.repaired { color: var(--hold-edge); }
.step.failed, .step.rejected { color: var(--reject-edge); }
.plain { list-style: none; margin: 0; padding: 0; }
.plain > li { padding: .4rem 0; border-bottom: 1px solid var(--line); }
.plain > li:last-child { border: 0; }
.plain > li > a { margin-inline-end: .75em; }
.plain p { margin: 0; }
.inset { border: 0; padding: .25rem 0 0; }
.as-headline { font-size: 1.3rem; font-weight: 700; line-height: 1.3; }
.diff { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 75ch; }
ins { background: color-mix(in srgb, var(--good) 18%, var(--card)); text-decoration: none; border-bottom: 2px solid var(--good); }
del { background: var(--reject); }
.raw { white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, Menlo, monospace; max-height: 40rem; overflow: auto; margin: 0; }
.pictures { list-style: none; margin: 0; padding: 0; display: grid; gap: 1.25rem; }
.pictures > li { display: grid; gap: .5rem 1rem; grid-template-columns: minmax(0, 12rem) minmax(0, 1fr); }
.pictures img { width: 100%; height: auto; border-radius: .35rem; background: var(--note); }
.pictures .nothing { background: var(--note); border-radius: .35rem; padding: 2rem .5rem; text-align: center; color: var(--soft); }
.renditions { margin-bottom: .5rem; font-size: .875rem; }
.renditions summary { font-weight: 400; color: var(--soft); }
.renditions .plain > li { padding: .15rem 0; }
.about { display: grid; gap: .35rem; margin: 0; font-size: .9rem; }
@media (max-width: 34rem) { .pictures > li { grid-template-columns: minmax(0, 1fr); } }

.stages { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fit, minmax(min(10.5rem, 44%), 1fr)); }
.stage { border: 1px solid var(--line); border-radius: .6rem; background: var(--card); padding: .8rem 1rem; }
.stage h2 { text-transform: capitalize; }
.stage dl { margin: 0; display: grid; grid-template-columns: 1fr 1fr; gap: .15rem .75rem; font-size: .875rem; }
.stage dl > div { grid-column: 1 / -1; display: flex; justify-content: space-between; gap: .5rem; }
.stage dl > .big { grid-column: auto; flex-direction: column-reverse; justify-content: flex-end; }
.stage dt { color: var(--soft); }
.stage dd { margin: 0; font-variant-numeric: tabular-nums; }
.stage .big dd { font-size: 1.7rem; line-height: 1.1; font-weight: 700; }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
.counts a { color: var(--ink); text-decoration: none; padding: .35rem 0; }
.counts a:hover { color: var(--accent); text-decoration: underline; }
.charts { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(17rem, 1fr)); }
.charts figure { margin: 0; border: 1px solid var(--line); border-radius: .6rem; background: var(--card); padding: .7rem .9rem; min-width: 0; }
figcaption { font-size: .875rem; margin-bottom: .5rem; display: flex; flex-wrap: wrap; justify-content: space-between; gap: .1rem .75rem; }
figcaption span { color: var(--soft); }
.chart { display: block; width: 100%; height: 4rem; fill: var(--accent); }
.chart .bad { fill: var(--hold-edge); }
.chart .base { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.halves { display: grid; gap: 1rem; grid-template-columns: minmax(0, 1fr); }
@media (min-width: 62rem) { .halves { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); align-items: start; } }
.moves { list-style: none; margin: 0; padding: 0; font-size: .9rem; }
.moves > li { display: flex; flex-wrap: wrap; gap: 0 .6rem; padding: .3rem 0; border-bottom: 1px solid var(--line); }
.moves > li:last-child { border: 0; }
.moves time { color: var(--soft); font-variant-numeric: tabular-nums; }
.moves a { flex: 1 1 12rem; min-width: 0; color: inherit; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.moves .from { color: var(--soft); }
.pairs { margin: 0; display: grid; gap: .3rem; }
.pairs > div { display: grid; grid-template-columns: minmax(8rem, 2fr) 3fr; gap: .75rem; }
.pairs dt { color: var(--soft); }
.pairs dd { margin: 0; overflow-wrap: anywhere; }
.rows.sources > li { padding: 1rem 1.1rem; }
.rows.sources h2 { font-size: 1.1rem; margin-bottom: .25rem; }
.rows.sources .facts { margin: .6rem 0; }
.rows.sources details { margin-top: .25rem; }
.secret { font-size: .95rem; user-select: all; }
meter, progress { vertical-align: middle; }
.failure h2 { font-size: 1.05rem; }
.failure .count { display: inline-block; min-width: 2rem; padding: .1rem .5rem; border-radius: 1rem; background: var(--reject); text-align: center; }
.failure .stage-name { color: var(--soft); }
.failure .chart { height: 3rem; }
.buttons.two { grid-template-columns: 1fr 1fr; }
progress { width: 100%; height: .8rem; accent-color: var(--accent); }
`;
