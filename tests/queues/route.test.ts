import { expect, test } from 'vitest';
import { END, nextStage, REVIEW, route, stages } from '../../src/queues/route.ts';
import { onwards } from '../../src/queues/send-on.ts';
import { jobIdFor, Ticket } from '../../src/queues/tickets.ts';

test('an accepted story meets moderation, images, render and publish in this order', () => {
  const verdicts = {
    ingest: 'accepted',
    moderation: 'approved',
    images: 'ready',
    render: 'rendered',
  };
  const met = Object.entries(verdicts).map(([stage, verdict]) => onwards({ stage, verdict }, true));
  expect(met).toEqual(['moderation', 'images', 'render', 'publish']);
  expect(onwards({ stage: 'publish', verdict: 'live' }, true)).toBe(END);
});

test('a story without pictures skips the images stage', () => {
  expect(nextStage('moderation', 'approved', false)).toBe('render');
  expect(nextStage('moderation', 'approved', true)).toBe('images');
});

test('a held story waits for a person, and goes on to images once released', () => {
  expect(nextStage('moderation', 'held', true)).toBe(REVIEW);
  expect(nextStage('review', 'released', true)).toBe('images');
});

test('every verdict of every stage leads somewhere that exists', () => {
  for (const [row, verdicts] of Object.entries(route)) {
    for (const verdict of Object.keys(verdicts)) {
      const next = onwards({ stage: row, verdict }, true);
      expect([...stages, REVIEW, END]).toContain(next);
    }
  }
});

test('a verdict that the table lacks is refused', () => {
  expect(() => nextStage('publish', 'toString', true)).toThrow(RangeError);
  expect(() => onwards({ stage: 'printing', verdict: 'done' }, true)).toThrow(RangeError);
});

test('the same pass sent twice is one job; another pass is another', () => {
  const ticket = { kind: 'story', storyId: 'abc', revision: 1, pass: 1 } as const;
  expect(jobIdFor(ticket)).toBe(jobIdFor({ ...ticket }));
  expect(jobIdFor({ ...ticket, pass: 2 })).not.toBe(jobIdFor(ticket));
});

test('a ticket carries no body', () => {
  const parsed = Ticket.parse({
    ...{ kind: 'story', storyId: 'abc', revision: 1, pass: 1 },
    body: '<p>',
  });
  expect(parsed).not.toHaveProperty('body');
});

test('a front to be rendered has no job id, which would defeat its coalescing', () => {
  expect(jobIdFor({ kind: 'front', front: 'home' })).toBeUndefined();
});
