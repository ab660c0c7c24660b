import { afterAll, beforeAll, expect, test } from 'vitest';
import { keys } from '../../src/shared/archive/keys.ts';
import { SourceDeclaration } from '../../src/shared/source-declaration.ts';
import { listKeys } from '../support/list-keys.ts';
import { patiently } from '../support/patiently.ts';
import { type RunningNewsroom, runningNewsroom } from '../support/running-newsroom.ts';

let newsroom: RunningNewsroom;
beforeAll(async () => {
  newsroom = await runningNewsroom();
  const { sources } = newsroom.services;
  const rules = { 'hidden-links': 'strip', 'spam-phrases': 'strip' } as const;
  await sources.add(
    SourceDeclaration.parse({ id: 'partner', moderation: { repairs: 'apply', rules } }),
  );
});
afterAll(() => newsroom.close());

const hidden =
  '<div style="display:none"><a href="https://slot.example/">situs toto slot</a></div>';
const news =
  '<p>KABUL – The bridge was opened on Monday, and the first lorries crossed at noon.</p>';
const lure = '<p>slot gacor hari ini</p>';

const submit = async (externalId: string, body: string, source = 'demo') =>
  (await newsroom.submit({ externalId, headline: `A bridge opens ${externalId}`, body }, source))
    .storyId;

const release = (storyId: string, body: object) =>
  newsroom.call(`/v1/stories/${storyId}/release`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ reason: 'The link was injected.', ...body }),
  });

const numbersOf = (findings: readonly { rule: string }[], rule: string) =>
  findings.flatMap((finding, at) => (finding.rule === rule ? [{ finding: at }] : []));

test('a story released with repairs runs without the injected part, as a revision of its own', async () => {
  const storyId = await submit('cut', `${hidden}${news}`);
  const held = await newsroom.until(storyId, 'held');
  const answer = await release(storyId, {
    revision: 1,
    repairs: numbersOf(held.findings, 'hidden-links'),
  });
  expect(answer.status).toBe(200);
  const live = await newsroom.until(storyId, 'live');
  expect(live.revision).toBe(2);
  const page = await newsroom.page(new URL(live.url ?? '').pathname);
  expect(page).toContain('the first lorries crossed');
  expect(page).not.toMatch(/toto|slot\.example/);

  const { archive } = newsroom.services;
  const [first, second] = [await archive.revision(storyId, 1), await archive.revision(storyId, 2)];
  expect(first.submittedBody).toContain('toto');
  expect(second).toMatchObject({
    ...{ dateline: 'KABUL', submissionId: first.submissionId, removed: [] },
    derived: { from: 1, by: 'local admin', reason: 'The link was injected.' },
  });
  const decision = await archive.store.get(keys.decision(storyId, 2));
  expect(JSON.parse(String(decision?.body))).toMatchObject({
    ...{ action: 'release', by: 'local admin', revision: 1, source: 'demo' },
    found: held.findings,
    repairs: [{ field: '/body', offset: 0, length: hidden.length }],
  });
});

test('what a person let pass with the repair does not hold it again; what they never saw does', async () => {
  const storyId = await submit('pass', `${hidden}${news}${lure}`);
  const held = await newsroom.until(storyId, 'held');
  const repairs = numbersOf(held.findings, 'hidden-links');
  await release(storyId, { revision: 1, repairs });
  const live = await newsroom.until(storyId, 'live');
  expect(live.findings).toMatchObject([{ rule: 'spam-phrases', action: 'note', weight: 0 }]);

  const other = await submit('unseen', `${hidden}${news}`);
  await newsroom.until(other, 'held');
  const added = { field: '/body', offset: hidden.length + news.length, length: 0, with: lure };
  await release(other, { revision: 1, repairs: [added] });
  const again = await patiently(async () => {
    const story = await newsroom.until(other, 'held');
    return story.revision === 2 ? story : 'is the first revision';
  });
  expect(again.findings.some(({ excerpt }) => excerpt.includes('slot gacor'))).toBe(true);
});

test('the same content of the source again is unchanged, and newer content supersedes the repair', async () => {
  const storyId = await submit('again', `${hidden}${news}`);
  const held = await newsroom.until(storyId, 'held');
  await release(storyId, { revision: 1, repairs: numbersOf(held.findings, 'hidden-links') });
  await newsroom.until(storyId, 'live');
  await submit('again', `${hidden}${news}`);
  await submit('again', news.replace('noon', 'one'));
  const newer = await patiently(async () => {
    const now = await newsroom.until(storyId, 'live');
    return now.revision === 3 ? now : `has revision ${now.revision}`;
  });
  expect(newer.timeline.map(({ verdict }) => verdict)).toContain('repaired');
  const { archive } = newsroom.services;
  const keysOfRevisions = await listKeys(archive.store, `stories/${storyId}/revisions/`);
  expect(keysOfRevisions).toHaveLength(3);
});

test('of two people who repair at once, one does and the other is told', async () => {
  const storyId = await submit('race', `${hidden}${news}`);
  const held = await newsroom.until(storyId, 'held');
  const repairs = numbersOf(held.findings, 'hidden-links');
  const answers = await Promise.all([
    release(storyId, { revision: 1, repairs, reason: 'first' }),
    release(storyId, { revision: 1, reason: 'second' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  await newsroom.until(storyId, 'live');
  const decisions = await listKeys(
    newsroom.services.archive.store,
    `stories/${storyId}/decisions/`,
  );
  expect(decisions).toHaveLength(1);
});

test('repairs that do not fit are refused with their place (422)', async () => {
  const storyId = await submit('misfit', `${hidden}${news}`);
  await newsroom.until(storyId, 'held');
  const wrong = [{ finding: 99 }, { field: '/body', offset: 0, length: 99_999 }];
  const answer = await release(storyId, {
    revision: 1,
    repairs: [...wrong, { field: '/storyId', offset: 0, length: 1 }],
  });
  expect(answer.status).toBe(422);
  const { errors } = (await answer.json()) as { errors: { pointer: string }[] };
  expect(errors.map(({ pointer }) => pointer)).toEqual([
    ...['#/repairs/0', '#/repairs/1', '#/repairs/2'],
  ]);
});

test('of a source whose policy says so, the places are cut without a person, and recorded', async () => {
  const storyId = await submit('trusted', `${hidden}${news}`, 'partner');
  const live = await newsroom.until(storyId, 'live');
  expect(live.revision).toBe(2);
  expect(live.timeline.map(({ stage, verdict }) => `${stage}: ${verdict}`)).toEqual([
    ...['ingest: accepted', 'moderation: repaired', 'ingest: accepted', 'moderation: approved'],
    ...['render: rendered', 'publish: live'],
  ]);
  const { derived } = await newsroom.services.archive.revision(storyId, 2);
  expect(derived).toMatchObject({ from: 1, by: 'policy', isPolicy: true });
});

test('what the policy cannot cut holds the story all the same', async () => {
  const wire = '<p>slot gacor hari ini</p>';
  const rules = { 'hidden-links': 'strip', 'spam-phrases': 'hold' } as const;
  await newsroom.services.sources.add(
    SourceDeclaration.parse({ id: 'strict', moderation: { repairs: 'apply', rules } }),
  );
  const storyId = await submit('rest', `${hidden}${news}${wire}`, 'strict');
  expect((await newsroom.until(storyId, 'held')).revision).toBe(1);
});
