import {
  type Cell,
  cellOf,
  cellsBy,
  groupsBy,
  type Outcome,
  percentile,
  retrievalOf,
  type Share,
  shareOf,
} from './figures.ts';
import type { Learning } from './learning.ts';

export type Report = ReturnType<typeof reportOn>;

/** All figures of one run. */
export function reportOn(
  outcomes: readonly Outcome[],
  run: {
    readonly versions: unknown;
    readonly seconds: number;
    readonly rssMb: number;
    readonly learning: Learning | null;
  },
) {
  const stopped = outcomes.filter(({ verdict }) => verdict !== 'approved');
  const times = outcomes.map(({ ms }) => ms);
  const flipped = stopped.filter((outcome) => outcome.flipped === true).length;
  const spam = stopped.filter(({ isSpam }) => isSpam);
  const comments = outcomes.filter(({ kind }) => kind === 'ugc' || kind === 'mail');
  const msSum = times.reduce((sum, ms) => sum + ms, 0);
  return {
    ...run,
    all: cellOf(outcomes),
    commentsAndMail: retrievalOf(comments),
    explained: shareOf(stopped.filter(({ isExplained }) => isExplained).length, stopped.length),
    flips: shareOf(flipped, stopped.length),
    flipsOfInjected: flipsOf(spam.filter(({ kind }) => kind.endsWith('_injected'))),
    msP50: percentile(times, 0.5),
    msP95: percentile(times, 0.95),
    msMax: percentile(times, 1),
    documentsPerSecond: outcomes.length / (msSum / 1_000),
    byKind: cellsBy(outcomes, ({ kind }) => kind),
    bySet: cellsBy(outcomes, ({ kind, set }) => `${kind} / ${set}`),
    retrievalBySet: Object.fromEntries(
      groupsBy(comments, ({ set }) => set).map(([set, group]) => [set, retrievalOf(group)]),
    ),
    byLanguage: cellsBy(outcomes, ({ kind, lang }) => `${kind} / ${lang}`),
    byTechnique: cellsBy(outcomes, ({ kind, technique }) => technique && `${kind} / ${technique}`),
    byEvasion: cellsBy(outcomes, ({ kind, evasion }) => evasion && `${kind} / ${evasion}`),
    bySpamLanguage: cellsBy(
      outcomes,
      ({ kind, spam_lang }) => spam_lang && `${kind} / ${spam_lang}`,
    ),
    byTopic: cellsBy(outcomes, ({ kind, topics }) => topics?.[0] && `${kind} / ${topics[0]}`),
  };
}

const flipsOf = (stopped: readonly Outcome[]): Share =>
  shareOf(stopped.filter(({ flipped }) => flipped === true).length, stopped.length);

const percent = (value: number | null): string =>
  value === null ? '-' : `${(value * 100).toFixed(2)} %`;
const told = ({ of, share, low, high }: Share): string =>
  of === 0 ? '-' : `${percent(share)} [${percent(low)}, ${percent(high)}] of ${of}`;
const number = (value: number | null): string => value?.toFixed(3) ?? '-';

export function tableOf(report: Report): string {
  const { precision, recall, f1 } = report.commentsAndMail;
  const head = [
    `versions             ${JSON.stringify(report.versions)}`,
    `comments and mail    precision ${number(precision)}  recall ${number(recall)}  F1 ${number(f1)}`,
    `explained            ${told(report.explained)}`,
    `flips without it     ${told(report.flips)}; injected ${told(report.flipsOfInjected)}`,
    ...(report.learning === null ? [] : [learningOf(report.learning)]),
    `ms a document        p50 ${number(report.msP50)}  p95 ${number(report.msP95)}  max ${number(report.msMax)}`,
    `documents a second   ${report.documentsPerSecond.toFixed(0)}   resident MB ${report.rssMb.toFixed(0)}`,
  ];
  const sections = (
    [
      'byKind',
      'bySet',
      'byLanguage',
      'byTechnique',
      'byEvasion',
      'bySpamLanguage',
      'byTopic',
    ] as const
  ).flatMap((name) => ['', name, ...Object.entries(report[name]).map(lineOf)]);
  return [...head, ...sections].join('\n');
}

const learningOf = ({ before, after, falseBefore, falseAfter }: Learning): string =>
  `20 rejections teach   recall ${percent(before.share)} to ${told(after)}; false ${percent(falseBefore.share)} to ${told(falseAfter)}`;

const lineOf = ([name, cell]: [string, Cell]): string =>
  [
    `  ${name.padEnd(34)}`,
    `n ${String(cell.n).padStart(6)}`,
    `held ${String(cell.held).padStart(5)}`,
    `rejected ${String(cell.rejected).padStart(5)}`,
    `recall ${told(cell.recall).padEnd(40)}`,
    `false ${told(cell.falsePositives)}`,
    cell.falselyRejected > 0 ? `FALSELY REJECTED ${cell.falselyRejected}` : '',
  ].join('  ');
