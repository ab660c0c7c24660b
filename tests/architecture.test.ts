import { cruise, type IForbiddenRuleType } from 'dependency-cruiser';
import { expect, test } from 'vitest';

/** Who may not import whom. */
const forbidden: IForbiddenRuleType[] = [
  {
    name: 'shared stands alone',
    from: { path: '^src/shared/' },
    to: { path: '^src/(queues|workers|server|cli)/' },
  },
  {
    name: 'queues know no stage',
    from: { path: '^src/queues/' },
    to: { path: '^src/(workers|server|cli)/' },
  },
  {
    name: 'stages are strangers',
    from: { path: '^src/workers/([^/]+)/' },
    to: { path: '^src/workers/', pathNot: '^src/workers/$1/' },
  },
  {
    // stage.ts has types alone, so that nothing of the queues is loaded with a stage.
    name: 'of queues a stage knows the types alone',
    from: { path: '^src/workers/[^/]+/' },
    to: { path: '^src/queues/', pathNot: '^src/queues/stage[.]ts$' },
  },
  {
    name: 'a stage never sees its queue',
    from: { path: '^src/workers/[^/]+/' },
    to: { path: 'node_modules/(bullmq|ioredis)/' },
  },
  {
    name: 'the server knows no stage',
    from: { path: '^src/server/' },
    to: { path: '^src/(workers|cli)/' },
  },
  {
    name: 'the command line knows no stage from inside',
    from: { path: '^src/cli/' },
    to: { path: '^src/workers/[^/]+/' },
  },
  {
    name: 'sharp belongs to images',
    from: { path: '^src/', pathNot: '^src/workers/images/' },
    to: { path: 'node_modules/sharp/' },
  },
  {
    name: 'fastify belongs to the server',
    from: { path: '^src/', pathNot: '^src/server/' },
    to: { path: 'node_modules/(fastify|@fastify|@bull-board)/' },
  },
  {
    name: 'the AWS SDK belongs to the s3 adapter and to CloudFront',
    from: {
      path: '^src/',
      pathNot: '^src/(shared/object-store/s3|workers/publish/purge/cloudfront)',
    },
    to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
  },
  {
    name: 'handlebars belongs to render',
    from: { path: '^src/', pathNot: '^src/workers/render/' },
    to: { path: 'node_modules/handlebars/' },
  },
  {
    name: 'src never sees tests',
    from: { path: '^src/' },
    to: { path: '^(tests|bench|scripts)/' },
  },
  {
    name: 'no cycles',
    from: {},
    to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
  },
];

test('every import keeps to the architecture', async () => {
  const { output } = await cruise(['src'], {
    ruleSet: { forbidden },
    validate: true,
    tsPreCompilationDeps: true,
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types'] },
  });
  if (typeof output === 'string') throw new Error(output);

  // A parser that cannot read the sources finds no fault in them.
  expect(output.summary.totalCruised).toBeGreaterThan(100);
  expect(
    output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`),
  ).toEqual([]);
});
