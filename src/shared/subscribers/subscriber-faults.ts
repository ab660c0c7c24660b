import type { Site } from '../newsroom.ts';
import type { SubscriberDeclaration } from './subscriber-declaration.ts';

interface SubscriberFault {
  readonly path: readonly PropertyKey[];
  readonly detail: string;
}

/** Sections that the site does not have: their subscriber would never be told anything. */
export const subscriberFaults = (
  { sections = [] }: SubscriberDeclaration,
  site: Pick<Site, 'sections'>,
): SubscriberFault[] =>
  sections.flatMap((section, at) =>
    site.sections.some(({ slug }) => slug === section)
      ? []
      : [{ path: ['sections', at], detail: `there is no section "${section}"` }],
  );
