import type { Calibration, Scale } from '../../src/workers/moderation/classifier/model.ts';
import type { Script } from '../../src/workers/moderation/classifier/script.ts';

/** A text as a model judged it that had not seen its set. */
export interface Judged {
  readonly set: string;
  readonly script: Script;
  readonly isSpam: boolean;
  readonly logOdds: number;
}

const rounds = 300;
/** The steepest that a logistic curve bends: steps that assume it never overshoot (Böhning, 1988). */
const steepest = 0.25;
/** Keeps a step finite where all texts are judged alike. */
const smallest = 1e-6;

/** Platt's scaling (1999) on sets that training had not seen, each script by itself. */
export function calibrationOn(judged: readonly Judged[]): Calibration {
  const of = (script: Script) => scaleOn(judged.filter((one) => one.script === script));
  return { latin: of('latin'), other: of('other') };
}

/** Spam and the rest of each set count the same, however many there are. */
function scaleOn(judged: readonly Judged[]): Scale {
  const counts = new Map<string, number>();
  const groupOf = ({ set, isSpam }: Judged) => `${set} ${isSpam}`;
  for (const one of judged) counts.set(groupOf(one), (counts.get(groupOf(one)) ?? 0) + 1);
  const weights = judged.map((one) => 1 / counts.get(groupOf(one))! / counts.size);
  const scale = { slope: 1, shift: 0 };
  for (let round = 0; round < rounds; round += 1) {
    const sums = { bySlope: 0, byShift: 0, slopes: smallest, both: 0, shifts: smallest };
    for (const [at, { logOdds, isSpam }] of judged.entries()) {
      const share = probability(scale, logOdds);
      const error = weights[at]! * (share - (isSpam ? 1 : 0));
      const bend = weights[at]! * steepest;
      sums.bySlope += error * logOdds;
      sums.byShift += error;
      sums.slopes += bend * logOdds ** 2;
      sums.both += bend * logOdds;
      sums.shifts += bend;
    }
    const whole = sums.slopes * sums.shifts - sums.both ** 2;
    scale.slope -= (sums.bySlope * sums.shifts - sums.byShift * sums.both) / whole;
    scale.shift -= (sums.byShift * sums.slopes - sums.bySlope * sums.both) / whole;
  }
  const { slope, shift } = scale;
  return { slope: Number(slope.toFixed(4)), shift: Number(shift.toFixed(4)) };
}

const probability = ({ slope, shift }: Scale, logOdds: number): number =>
  1 / (1 + Math.exp(-(slope * logOdds + shift)));

const bins = 10;

/**
 * Expected calibration error: how far the probabilities told are from what came true, where spam
 * and the rest are as many.
 */
export function calibrationError(judged: readonly Judged[], { latin, other }: Calibration): number {
  const all = judged.filter(({ isSpam }) => isSpam).length;
  const told = Array.from({ length: bins }, () => ({ sum: 0, spam: 0 }));
  for (const { logOdds, isSpam, script } of judged) {
    const share = probability(script === 'latin' ? latin : other, logOdds);
    const bin = told[Math.min(bins - 1, Math.floor(share * bins))]!;
    const weight = 0.5 / (isSpam ? all : judged.length - all);
    bin.sum += weight * share;
    bin.spam += isSpam ? weight : 0;
  }
  return told.reduce((sum, bin) => sum + Math.abs(bin.sum - bin.spam), 0);
}

export const notCalibrated: Calibration = {
  latin: { slope: 1, shift: 0 },
  other: { slope: 1, shift: 0 },
};
