/** Tables: rows of cells on a screen, cards on a phone (see table.ts). */
export const tableStyle = `
.scroll { overflow-x: auto; margin-bottom: 1.25rem; }
.scroll:focus-visible { outline-offset: -2px; }
.lists { border-collapse: collapse; width: 100%; background: var(--card); border: 1px solid var(--line); }
.lists th, .lists td { text-align: start; vertical-align: top; padding: .6rem .9rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.lists thead th { font-size: .8rem; color: var(--soft); }
.lists p { margin: 0; }
.lists time { font-variant-numeric: tabular-nums; white-space: nowrap; }
.lists.numbers :is(td, th) { white-space: nowrap; overflow-wrap: normal; font-variant-numeric: tabular-nums; }
.lists.steps :is(td, th) { padding: .4rem .6rem; font-size: .875rem; }
.lists.steps td:nth-child(4), .lists.steps td:nth-child(5) { font-variant-numeric: tabular-nums; }
@media (min-width: 40.01rem) {
  .lists.steps :is(td, th):not(:last-child) { white-space: nowrap; overflow-wrap: normal; }
  .lists.steps td:last-child { min-width: 14rem; }
}
@media (max-width: 40rem) {
  .lists.numbers :is(td, th) { padding: .45rem .2rem; font-size: .75rem; }
  .lists.numbers thead th { font-size: .65rem; }
  .lists:not(.numbers), .lists:not(.numbers) tbody { display: block; border: 0; background: none; }
  .lists:not(.numbers) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .lists:not(.numbers) tr { display: grid; gap: .15rem .75rem; padding: .6rem .75rem; border: 1px solid var(--line); border-radius: .4rem; background: var(--card); margin-bottom: .5rem; }
  .lists:not(.numbers) :is(td, th) { padding: 0; border: 0; min-width: 0; }
  .lists:not(.numbers) td:empty { display: none; }
  .lists:not(.numbers, .steps) td::before { content: attr(data-name) ": "; font-size: .8rem; color: var(--soft); }
  .lists.steps tr { grid-template-columns: 6.25rem minmax(0, 1fr) auto; padding: .5rem 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; margin: 0; background: none; }
  .lists.objects tr { grid-template-columns: repeat(3, auto); justify-content: start; padding: .35rem 0; border-width: 1px 0 0; border-radius: 0; margin: 0; background: none; }
  .lists.objects th { grid-column: 1 / -1; font-weight: 400; }
  .lists.steps td:nth-child(n + 3) { color: var(--soft); }
  .lists.steps td:nth-child(4)::before { content: "waited "; }
  .lists.steps td:nth-child(5)::before { content: "worked "; }
  .lists.steps td:nth-child(5) { grid-column: 2 / -1; }
  .lists.steps td:nth-child(6) { grid-column: 1 / -1; color: var(--ink); }
}
`;
