import type { ImagesResult, PreparedImage } from '../../shared/archive/pictures.ts';
import { conflictsOf } from '../../shared/rights/conflicts.ts';
import { creditFault } from '../../shared/rights/mandatory-credit.ts';
import type { PictureRights } from '../../shared/rights/picture-rights.ts';
import { type Publisher, rightsClassOf, termsOf } from '../../shared/rights/picture-terms.ts';
import {
  type ImageAsSent,
  readerWords,
  rightsOfImage,
} from '../../shared/rights/rights-of-image.ts';
import type { Story } from '../../shared/story.ts';

interface Given {
  readonly story: Story;
  readonly publisher: Publisher;
}

export interface UnderTerms {
  readonly result: ImagesResult;
  /** What the files say that a person must decide; moderation has seen what the story says. */
  readonly objections: readonly string[];
  /** For the timeline: who may not see a picture, and how long it stays. */
  readonly remarks: readonly string[];
}

/** Puts prepared pictures under the terms of their rights, as story and file state them together. */
export function underTerms(result: ImagesResult, { story, publisher }: Given): UnderTerms {
  const pictures = result.images.map((prepared) => {
    const at = story.images.findIndex(({ id }) => id === prepared.id);
    const image = story.images[at];
    if (image === undefined) throw new RangeError(`the story has no picture ${prepared.id}`);
    const { metadata, arrived = story.received } = prepared;
    const sent: ImageAsSent = { story, image, metadata, arrived };
    const rights = rightsOfImage(sent);
    const terms = termsOf(rights, publisher, arrived);
    const rightsClass = rightsClassOf(rights, publisher);
    const obeying = { ...prepared, words: readerWords(sent, rights), terms, rightsClass };
    const told = new Set(objectionsTo(rightsOfImage({ ...sent, metadata: undefined })));
    const fresh = objectionsTo(rights).filter((objection) => !told.has(objection));
    const name = `Picture ${at + 1}`;
    return {
      image: obeying,
      objections: fresh.map((objection) => `${name}: ${objection}; so its file says.`),
      remarks: [...conflictsOf(image, metadata), ...remarksOn(obeying)].map(
        (remark) => `${name} ${remark}.`,
      ),
    };
  });
  return {
    result: { ...result, images: pictures.map(({ image }) => image) },
    objections: pictures.flatMap(({ objections }) => objections),
    remarks: pictures.flatMap(({ remarks }) => remarks),
  };
}

/** What in the rights of a picture keeps it from being published unseen. */
function objectionsTo(rights: PictureRights): string[] {
  const { kill, needsPerson } = rights.restrictions;
  const credit = creditFault(rights);
  return [
    ...(kill ? ['its agency has recalled it'] : []),
    ...needsPerson.map((words) => `a person must decide what “${words}” means for us`),
    ...(credit === undefined ? [] : [credit]),
  ];
}

function remarksOn({ terms, rightsClass }: PreparedImage): string[] {
  const { refused, from, until, inFeeds, onSocialCards } = terms;
  if (refused !== undefined) return [];
  const out = rightsClass.split('-').slice(1).join(', ').toUpperCase();
  return [
    ...(out === '' ? [] : [`is not for readers in ${out}`]),
    ...(from === undefined ? [] : [`may be shown from ${from}`]),
    ...(until === undefined ? [] : [`may be shown until ${until}`]),
    ...(inFeeds ? [] : ['is not handed on: it stays out of feeds']),
    ...(onSocialCards ? [] : ['stays off social cards']),
  ];
}
