import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Lesson } from './lesson.ts';
import { Precedent } from './precedent.ts';
import type { Claim, ReviewDesk } from './review-desk.ts';

const PREFIX = 'dateline:{desk}:';
const CLAIM_MS = 10 * 60 * 1000;
/** Decisions kept for one likeness, and how long after the last of them. */
const MOST_KEPT = 20;
const KEPT_SECONDS = 180 * 24 * 3600;
const MOST_SHOWN = 8;
const MOST_LESSONS = 2_000;

const key = {
  claim: (storyId: string) => `${PREFIX}claim:${storyId}`,
  likeness: (likeness: string) => `${PREFIX}precedents:${likeness}`,
  lessons: `${PREFIX}lessons`,
  lessonsVersion: `${PREFIX}lessons:version`,
};

const StoredClaim = z.object({ by: z.string(), until: z.string() });

export function redisReviewDesk(client: Redis): ReviewDesk {
  async function claimOn(storyId: string): Promise<Claim | undefined> {
    const stored = await client.get(key.claim(storyId));
    return stored === null ? undefined : StoredClaim.parse(JSON.parse(stored));
  }

  /** Random: a counter would begin anew with an emptied Redis, and pass for what it was. */
  const renew = () => client.set(key.lessonsVersion, randomUUID());

  async function dropLessons(isMeant: (lesson: Lesson) => boolean): Promise<boolean> {
    const stored = await client.zrange(key.lessons, '0', '-1');
    const meant = stored.filter((text) => isMeant(Lesson.parse(JSON.parse(text))));
    if (meant.length === 0) return false;
    await client.zrem(key.lessons, ...meant);
    await renew();
    return true;
  }

  async function dropPrecedents(index: string, storyId: string): Promise<void> {
    const stored = await client.zrange(index, '0', '-1');
    const own = stored.filter((text) => Precedent.parse(JSON.parse(text)).storyId === storyId);
    if (own.length > 0) await client.zrem(index, ...own);
  }

  return {
    async claim(storyId, by) {
      const mine: Claim = { by, until: new Date(Date.now() + CLAIM_MS).toISOString() };
      const text = JSON.stringify(mine);
      const isFree = await client.set(key.claim(storyId), text, 'PX', CLAIM_MS, 'NX');
      if (isFree === 'OK') return mine;
      const standing = await claimOn(storyId);
      if (standing !== undefined && standing.by !== by) return standing;
      await client.set(key.claim(storyId), text, 'PX', CLAIM_MS);
      return mine;
    },
    async letGo(storyId, by) {
      if ((await claimOn(storyId))?.by === by) await client.del(key.claim(storyId));
    },
    async claims(storyIds) {
      const found = await Promise.all(
        storyIds.map(async (storyId) => [storyId, await claimOn(storyId)] as const),
      );
      return new Map(found.flatMap(([storyId, claim]) => (claim ? [[storyId, claim]] : [])));
    },
    async note(precedent, likenesses) {
      const member = JSON.stringify(precedent);
      await Promise.all(
        likenesses.map(async (likeness) => {
          const index = key.likeness(likeness);
          await client.zadd(index, Date.parse(precedent.at), member);
          await client.zremrangebyrank(index, 0, -MOST_KEPT - 1);
          await client.expire(index, KEPT_SECONDS);
        }),
      );
    },
    async precedents(storyId, likenesses) {
      const found = await Promise.all(
        likenesses.map((likeness) => client.zrevrange(key.likeness(likeness), 0, -1)),
      );
      const distinct = [...new Set(found.flat())].map((text) => Precedent.parse(JSON.parse(text)));
      return distinct
        .filter((precedent) => precedent.storyId !== storyId)
        .sort((a, b) => b.at.localeCompare(a.at))
        .slice(0, MOST_SHOWN);
    },
    async teach(lessons, at) {
      const members = lessons.flatMap((lesson) => [String(Date.parse(at)), JSON.stringify(lesson)]);
      const added = await client.zadd(key.lessons, ...members);
      const dropped = await client.zremrangebyrank(key.lessons, 0, -MOST_LESSONS - 1);
      if (Number(added) + dropped > 0) await renew();
    },
    async lessons(since) {
      const version = (await client.get(key.lessonsVersion)) ?? '';
      if (version === since) return undefined;
      const stored = await client.zrange(key.lessons, '0', '-1');
      return { version, all: stored.map((text) => Lesson.parse(JSON.parse(text))) };
    },
    async erase(storyId) {
      await client.del(key.claim(storyId));
      await dropLessons((lesson) => lesson.storyId === storyId);
      for await (const found of client.scanStream({ match: key.likeness('*'), count: 500 })) {
        for (const index of z.array(z.string()).parse(found)) await dropPrecedents(index, storyId);
      }
    },
    forget: (storyId, pass) =>
      dropLessons((lesson) => lesson.storyId === storyId && lesson.pass === pass),
  };
}
