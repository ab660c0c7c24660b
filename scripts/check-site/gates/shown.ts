import type { Visit } from '../browser/visits.ts';
import type { CheckedSite } from '../checked-site.ts';
import { counted, type Fault, type Finding, type Gate } from '../gate.ts';

/** A gate on what a browser shows of the samples. */
const shown = (name: string, faultsOf: (visit: Visit) => readonly Seen[]): Gate => ({
  name,
  needs: ['chromium'],
  async check({ visits, samples }: CheckedSite): Promise<Finding> {
    const all = await visits.all();
    const faults = all.flatMap((visit) =>
      faultsOf(visit).map(
        ({ place, rule, detail }): Fault => ({
          file: visit.page.path,
          place: `${visit.view}${place === '' ? '' : `, ${place}`}`,
          ...{ rule, detail },
        }),
      ),
    );
    return {
      looked: `${counted(samples.length, 'page')} in ${counted(all.length, 'view')}`,
      faults,
    };
  },
});

type Seen = Omit<Fault, 'file'>;

/** Nothing keeps readers with a screen reader, a keyboard or weak eyes out (axe). */
export const barriers = shown('barriers', ({ barriers: found }) =>
  found.map(({ rule, help, place, html }) => ({ place, rule, detail: `${help}: ${html}` })),
);

/** No page is wider than its window. */
export const overflow = shown('overflow', ({ overflow: wide }) =>
  wide === null
    ? []
    : [
        {
          place: wide.elements.join(', '),
          rule: 'no-overflow',
          detail: `${wide.pixels} px wider than its window`,
        },
      ],
);

/** Nothing moves while a page loads, pictures and late fonts among it. */
export const movement = shown('movement', ({ shifts }) => {
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  if (sum === 0) return [];
  const moved = [...new Set(shifts.flatMap((shift) => shift.moved))].slice(0, 5);
  return [{ place: moved.join(', '), rule: 'no-shift', detail: `moves by ${sum.toFixed(4)}` }];
});

/** Nothing of a story runs, nothing comes from elsewhere, and the browser does not complain. */
export const quiet = shown('quiet', ({ complaints, foreign, wasRun }) => [
  ...complaints.map((detail) => ({ place: '', rule: 'console', detail })),
  ...foreign.map((detail) => ({ place: '', rule: 'own-host', detail })),
  ...(wasRun ? [{ place: '', rule: 'no-script-of-stories', detail: 'ran' }] : []),
]);
