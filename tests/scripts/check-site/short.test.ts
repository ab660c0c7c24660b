import { expect, test } from 'vitest';
import { checkSite } from '../../../scripts/check-site/check-site.ts';
import { gates } from '../../../scripts/check-site/gates.ts';
import { openProof } from '../../../scripts/check-site/open-site.ts';
import { reportLines } from '../../../scripts/check-site/report.ts';

const quietly = { isShort: true, tell: () => {} };

test('the site passes every quality gate, one page of each kind', {
  timeout: 300_000,
}, async () => {
  const site = await openProof('left-to-right', quietly);
  try {
    const isStrict = Boolean(process.env.CI);
    const results = await checkSite(site, { ...quietly, gates, isStrict, most: 1000 });
    const lines = reportLines([{ site: site.name, gates: results }]);
    const missing = new Set(results.flatMap((result) => result.missing));
    if (missing.size > 0) console.warn(`Gates passed over for want of ${[...missing].join(', ')}.`);
    expect(results.some(({ faults }) => faults.length > 0) ? lines : []).toEqual([]);
  } finally {
    await site.close();
  }
});
