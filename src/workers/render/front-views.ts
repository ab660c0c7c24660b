import type { Card } from '../../shared/archive/publication.ts';
import { cardSlots } from './card.ts';
import type { CardSlot } from './card-slot.ts';
import type { ListFront } from './list-front.ts';
import { linkBase, type Press } from './press.ts';
import { pageView } from './site-view.ts';
import type { ListView, Views } from './views.ts';

/** What a page of a front is made from. */
export interface Stock {
  /** Newest first. */
  readonly cards: readonly Card[];
  /** Whether the front has feeds of its own; the site's are named where it has none. */
  readonly hasFeeds: boolean;
  /** Path of the page with the stories before these; `null` where there is none. */
  readonly older: string | null;
}

export function listView(press: Press, front: ListFront, stock: Stock): ListView {
  const { cards, hasFeeds, older } = stock;
  const base = linkBase(press.publicUrl);
  return {
    ...pageView(press, front.section === undefined ? {} : { section: front.section }),
    heading: front.heading(cards),
    description: front.description,
    stories: cardSlots(press, cards),
    page: null,
    frontUrl: base + front.path,
    feedUrl: `${base}${hasFeeds ? front.path : '/'}feed.xml`,
    olderUrl: older === null ? null : base + older,
    newerUrl: null,
  };
}

/** The newest story with a picture leads, if it is among the first few; else the newest. */
export function homeView(press: Press, view: ListView, { cards }: Stock): Views['home'] {
  const pictured = cards.slice(0, 5).findIndex(({ image }) => image !== undefined);
  const [lead = null] = view.stories.slice(Math.max(0, pictured));
  const others: CardSlot[] = view.stories.filter((slot) => slot !== lead);
  const { topStories } = press.theme;
  return { ...view, lead, top: others.slice(0, topStories), stories: others.slice(topStories) };
}
