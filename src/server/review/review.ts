import type { FastifyBaseLogger } from 'fastify';
import { z } from 'zod';
import { moderationOf } from '../../shared/archive/moderated.ts';
import { likenessesOf, Precedent } from '../../shared/desk/precedent.ts';
import type { Story } from '../../shared/story.ts';
import { readField } from '../../shared/story-fields.ts';
import { askRedis } from '../redis-reach.ts';
import type { ServerTools } from '../server-tools.ts';

export const ClaimAnswer = z.object({ by: z.string(), until: z.string() }).meta({ id: 'Claim' });

/** What a reviewer needs beside the story's state and findings. */
export const ReviewAnswer = z
  .object({
    storyId: z.string(),
    revision: z.int(),
    source: z.string(),
    language: z.string(),
    section: z.string(),
    /** The texts that findings point into, by JSON pointer; `/body` as it was submitted. */
    fields: z.record(z.string(), z.string()),
    /** The newest decisions on stories with the same finding from the source, or the same words. */
    similar: z.array(Precedent),
    claim: ClaimAnswer.nullable(),
    rulesVersion: z.string().nullable(),
  })
  .meta({ id: 'Review' });
export type ReviewAnswer = z.infer<typeof ReviewAnswer>;

const Result = z.object({ rulesVersion: z.string() });

/** `undefined` where there is no such story, or nothing of it to read. */
export async function readReview(
  { services, redis }: ServerTools,
  storyId: string,
  log: FastifyBaseLogger,
): Promise<ReviewAnswer | undefined> {
  const { archive, reviewDesk } = services;
  const held = await archive.head(storyId);
  if (held === undefined || held.head.revision === 0) return undefined;
  const { revision } = held.head;
  const [story, moderated] = await Promise.all([
    archive.revision(storyId, revision),
    moderationOf(archive, held.head),
  ]);
  const likenesses = likenessesOf(moderated?.findings ?? [], story);
  const [similar, claims] = await Promise.all([
    askRedis({ redis, log }, () => reviewDesk.precedents(storyId, likenesses), []),
    askRedis({ redis, log }, () => reviewDesk.claims([storyId]), undefined),
  ]);
  const { source, language, section } = story;
  return {
    ...{ storyId, revision, source, language, section },
    fields: fieldsOf(story),
    similar: [...similar],
    claim: claims?.get(storyId) ?? null,
    rulesVersion: Result.safeParse(moderated?.result).data?.rulesVersion ?? null,
  };
}

function fieldsOf(story: Story): Record<string, string> {
  const pointers = [
    ...['/headline', '/alternativeHeadline', '/description', '/byline', '/dateline', '/body'],
    ...story.keywords.map((_, at) => `/keywords/${at}`),
    ...story.images.flatMap((_, at) =>
      ['caption', 'creditLine', 'altText'].map((name) => `/images/${at}/${name}`),
    ),
    ...story.authors.flatMap((_, at) => [`/authors/${at}/name`, `/authors/${at}/bio`]),
    ...story.corrections.map((_, at) => `/corrections/${at}/text`),
  ];
  const texts = pointers.map((pointer) => [pointer, readField(story, pointer)] as const);
  return Object.fromEntries(
    texts.flatMap(([pointer, text]) => (text === undefined ? [] : [[pointer, text]])),
  );
}
