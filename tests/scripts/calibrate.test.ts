import { describe, expect, it } from 'vitest';
import {
  calibrationError,
  calibrationOn,
  type Judged,
  notCalibrated,
} from '../../scripts/train-moderation/calibrate.ts';

/** A hundred texts judged with the same log-odds, so many of which are spam. */
const told = (logOdds: number, spam: number, script: Judged['script'] = 'latin'): Judged[] =>
  Array.from({ length: 100 }, (_, at) => ({ set: 'a', script, isSpam: at < spam, logOdds }));

/** Says 4 and -4 where 2 to 1 and 1 to 2 come true. */
const bold = [...told(4, 67), ...told(-4, 33)];

describe('calibration', () => {
  it('takes back what was told too boldly', () => {
    const { latin } = calibrationOn(bold);
    expect(latin.slope * 4 + latin.shift).toBeCloseTo(Math.log(2), 1);
    expect(calibrationError(bold, notCalibrated)).toBeGreaterThan(0.25);
    expect(calibrationError(bold, calibrationOn(bold))).toBeLessThan(0.02);
  });

  it('holds for each script by itself', () => {
    const { latin, other } = calibrationOn([
      ...bold,
      ...told(4, 98, 'other'),
      ...told(-4, 2, 'other'),
    ]);
    expect(latin.slope).toBeLessThan(0.3);
    expect(other.slope).toBeGreaterThan(0.8);
  });

  it('leaves a script alone of which nothing was judged', () => {
    expect(calibrationOn(bold).other).toEqual(notCalibrated.other);
  });
});
