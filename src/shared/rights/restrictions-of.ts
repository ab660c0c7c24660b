import type { Meaning } from './phrases.ts';
import type { Medium, Restrictions, RightsContext } from './picture-rights.ts';
import { Medium as media } from './picture-rights.ts';
import type { Marker, ReadText } from './read-text.ts';

const hour = 3_600_000;

/** What all markers together demand. A limit of time is the earliest of those given. */
export function restrictionsOf(
  texts: readonly ReadText[],
  { transmitted }: RightsContext,
): Omit<Restrictions, 'mandatoryCredit'> {
  const markers = texts.flatMap((text) => text.markers);
  const meaning = (wanted: Meaning) => markers.filter(({ means }) => means.includes(wanted));
  const has = (wanted: Meaning) => meaning(wanted).length > 0;
  const out = [...meaning('out'), ...meaning('noSalesIn')].flatMap(territoriesOf);
  const limits = limitsOf(meaning('useWithin'), meaning('useUntil'), transmitted);
  const embargoed = meaning('embargoed')
    .map(({ instant }) => instant?.at ?? '')
    .sort()
    .at(-1);
  return {
    territoriesOut: sorted(out.flatMap(({ countries }) => countries)),
    regionsOut: sorted(out.flatMap(({ region }) => (region === undefined ? [] : [region]))),
    noSalesIn: sorted(
      meaning('noSalesIn')
        .flatMap(territoriesOf)
        .flatMap(({ countries }) => countries),
    ),
    organisationsOut: sorted(meaning('out').flatMap(({ parties }) => parties?.organisations ?? [])),
    editorialOnly: has('editorialOnly'),
    noCommercial: has('noCommercial'),
    noSales: has('noSales'),
    noArchive: has('noArchive'),
    ...limits,
    ...(embargoed && { embargoed }),
    mediaOut: mediaOut([...meaning('out'), ...meaning('noMedium')], meaning('onlyMedium')),
    noCrop: has('noCrop'),
    thirdParty: has('thirdParty'),
    needsPerson: sorted([
      ...markers.filter(isForPerson).map(({ written }) => written),
      ...unread(texts),
    ]),
    kill: has('kill'),
  };
}

const territoriesOf = ({ parties }: Marker) => parties?.territories ?? [];
const sorted = (names: readonly string[]) => [...new Set(names)].sort();

function isForPerson({ means, parties, instant }: Marker): boolean {
  if (means.includes('needsPerson')) return true;
  // A region whose countries nobody has written down, and an hour without a time zone.
  if (parties?.territories.some(({ countries }) => countries.length === 0)) return true;
  return means.includes('embargoed') && instant?.exact === false;
}

const unread = (texts: readonly ReadText[]) =>
  texts.flatMap(({ tooLong, field }) => (tooLong ? [`The end of the ${field} is not read`] : []));

function limitsOf(within: readonly Marker[], until: readonly Marker[], transmitted: string) {
  const hours = within.flatMap((marker) => marker.hours ?? []);
  const useWithinHours = hours.length === 0 ? undefined : Math.min(...hours);
  const ends = until.flatMap(({ instant }) => instant?.at ?? []);
  if (useWithinHours !== undefined) {
    const end = new Date(Date.parse(transmitted) + useWithinHours * hour);
    ends.push(end.toISOString().replace(/\.\d+Z$/, 'Z'));
  }
  const useUntil = ends.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  return {
    ...(useUntil !== undefined && { useUntil }),
    ...(useWithinHours !== undefined && { useWithinHours }),
  };
}

/** `Broadcast only` shuts out all others. */
function mediaOut(barred: readonly Marker[], only: readonly Marker[]): Medium[] {
  const named = barred.flatMap(({ parties }) => parties?.media ?? []);
  const allowed = new Set(only.flatMap(({ parties }) => parties?.media ?? []));
  return media.options.filter(
    (medium) => named.includes(medium) || (allowed.size > 0 && !allowed.has(medium)),
  );
}
