import fc from 'fast-check';

/**
 * The same examples in every run: a change is not refused for what was there before it. To look for
 * others: `DATELINE_TEST_SEED=$RANDOM npx vitest run tests/…`.
 */
fc.configureGlobal({ seed: Number(process.env.DATELINE_TEST_SEED ?? 20261126) });

export default fc;
