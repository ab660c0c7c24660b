import { InvalidStory, TooCostly } from '../../shared/errors.ts';
import type { Submitted } from '../../shared/formats/format.ts';
import type { Site } from '../../shared/newsroom.ts';
import { type Derivation, placeAfter, repaired } from '../../shared/repair.ts';
import type { Story, StoryImage } from '../../shared/story.ts';
import { readField, withField } from '../../shared/story-fields.ts';
import type { Threads } from '../../shared/threads/threads.ts';
import { splitDateline } from './dateline-line.ts';
import { describe } from './description.ts';
import { makeStory } from './make-story.ts';
import { sanitise } from './sanitise.ts';
import { slugFor } from './slug.ts';

/** Runs in a thread where a body is large, and so takes and gives only what crosses. */
const home = import.meta.url;
/** Bodies up to this, in UTF-16 units, are repaired before a thread would have been asked. */
const SMALL = 32 * 1024;
const BUDGET_MS = 20_000;

interface Repairing {
  readonly story: Story;
  readonly derivation: Derivation;
  readonly site: Pick<Site, 'sections' | 'language'>;
}

/** As `repairStory`, in another thread where the story is large. */
export async function repairApart(threads: Threads, repairing: Repairing) {
  if (repairing.story.submittedBody.length <= SMALL) return repairStory(repairing);
  try {
    const task = repairStory;
    return await threads.run({ home, task, argument: repairing, budgetMs: BUDGET_MS });
  } catch (error) {
    if (!(error instanceof TooCostly)) throw error;
    throw new InvalidStory(`The body cannot be repaired: ${error.message}`, { cause: error });
  }
}

/**
 * A story with its repairs made: its texts edited as they were submitted, then made a story of by
 * what makes one of every submission. What ingest had derived from the old text (a standfirst, a
 * dateline, a slug) is derived from the new one. Throws InvalidStory, and RangeError for a repair of
 * a field that is not there.
 */
export function repairStory({ story, derivation, site }: Repairing): Omit<Story, 'revision'> {
  const edited = withRepairs(story, derivation);
  const { story: made } = makeStory({
    submitted: submittedOf(story, edited),
    source: { id: story.source, trusted: true },
    site,
    submissionId: story.submissionId,
    storyId: story.storyId,
    received: story.received,
    imageHashes: story.images.map(({ sha256 }) => sha256),
  });
  return {
    ...made,
    ...present({ trace: story.trace }),
    section: story.section,
    slug: slugAfter(story, edited),
    images: made.images.filter((image) => !wasCut(image, story.body, made.body)),
    derived: {
      ...derivation,
      overruled: derivation.overruled.flatMap(
        (place) => placeAfter(place, derivation.repairs) ?? [],
      ),
    },
  };
}

function withRepairs(story: Story, { repairs }: Derivation): Story {
  let edited = story;
  for (const field of new Set(repairs.map((repair) => repair.field))) {
    const ofField = repairs.filter((repair) => repair.field === field);
    edited = withField(edited, field, repaired(readField(edited, field) ?? '', ofField));
  }
  return edited;
}

/** What a source would have to submit for this story to be made of it. */
function submittedOf(old: Story, edited: Story): Submitted {
  const { externalId, headline, submittedBody, keywords, authors, corrections } = edited;
  const isFromBody = old.description === describe(old.body);
  const isSplit = old.dateline !== undefined && datelineIn(old) === old.dateline;
  return {
    ...{ externalId, headline, body: submittedBody, keywords, authors, corrections },
    status: 'usable',
    images: edited.images.map(({ id: _, sha256: __, ...image }) => present(image)),
    ...present({
      alternativeHeadline: edited.alternativeHeadline,
      description: isFromBody ? undefined : edited.description,
      byline: edited.byline,
      dateline: isSplit ? undefined : edited.dateline,
      section: edited.section,
      language: edited.language,
      translationOf: edited.translationOf,
      urgency: edited.urgency,
      embargoed: edited.embargoed,
      expires: edited.expires,
      copyrightHolder: edited.copyrightHolder,
      usageTerms: edited.usageTerms,
      editorialNote: edited.editorialNote,
      firstPublished: edited.firstPublished,
    }),
  };
}

type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** Without the fields that are not set. */
function present<T extends object>(fields: T): Present<T> {
  const set = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(set) as Present<T>;
}

const datelineIn = (story: Story): string | undefined =>
  splitDateline(sanitise(story.submittedBody, story.images).body)?.dateline;

/** A slug that says what was cut out of the headline is made anew. */
function slugAfter(old: Story, edited: Story): string {
  const isOfHeadline = old.slug === slugFor(old.headline, old.language);
  return isOfHeadline ? slugFor(edited.headline, old.language) : old.slug;
}

/** A picture that stood in the text, and went with the place where it stood. */
function wasCut({ id, role }: StoryImage, before: string, after: string): boolean {
  const place = `data-image="${id}"`;
  return role === 'inline' && before.includes(place) && !after.includes(place);
}
