import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dayIn, inZone, rfc822, timeView } from '../../../src/workers/render/dates.ts';

describe('dates', () => {
  it.each([
    ['Asia/Kabul', '2026-11-22T20:00:00Z', '2026-11-23T00:30:00+04:30'],
    ['America/St_Johns', '2026-07-01T00:00:00Z', '2026-06-30T21:30:00-02:30'],
    ['America/St_Johns', '2026-12-01T00:00:00Z', '2026-11-30T20:30:00-03:30'],
    ['Europe/Berlin', '2026-10-25T00:59:59Z', '2026-10-25T02:59:59+02:00'],
    ['Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'],
    ['UTC', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00+00:00'],
  ])('in %s %s is %s', (zone, instant, expected) => {
    expect(inZone(instant, zone)).toBe(expected);
    expect(dayIn(zone, instant)).toBe(expected.slice(0, 10));
    expect(Date.parse(expected)).toBe(Date.parse(instant));
  });

  it('keep the sign of an offset before its digits where lines run from right to left', () => {
    const place = { zone: 'Asia/Kabul', language: 'fa-AF' };
    expect(timeView('2026-11-22T10:00:00Z', place)?.text).toContain('(\u2066+۴:۳۰\u2069 گرینویچ)');
  });

  it('in feeds are in GMT', () => {
    expect(rfc822('2026-11-22T01:02:03+04:30')).toBe('Sat, 21 Nov 2026 20:32:03 GMT');
  });

  it('that are none are left out', () => {
    expect(timeView('soon', { zone: 'UTC', language: 'en' })).toBeNull();
  });

  it.each(['UTC', 'Asia/Kabul', 'America/St_Johns'])(
    'do not depend on a machine that runs in %s',
    (zone) => {
      const module = join(import.meta.dirname, '../../../src/workers/render/dates.ts');
      const script = `import(${JSON.stringify(module)}).then(({ timeView, rfc822 }) => console.log(
        JSON.stringify([timeView('2026-03-08T07:00:00Z', { zone: 'Asia/Kabul', language: 'en-GB' }), rfc822('2026-03-08T07:00:00Z')])))`;
      const printed = execFileSync(process.execPath, ['--import', 'tsx', '-e', script], {
        cwd: join(import.meta.dirname, '../../..'),
        env: { ...process.env, TZ: zone },
      });
      expect(JSON.parse(printed.toString())).toEqual([
        { datetime: '2026-03-08T11:30:00+04:30', text: '8 March 2026 at 11:30 GMT+4:30' },
        'Sun, 08 Mar 2026 07:00:00 GMT',
      ]);
    },
  );
});
