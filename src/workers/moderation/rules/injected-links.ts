import type { Finding } from '../../../shared/finding.ts';
import { isOutOfSight, type Suspect } from '../links/cues.ts';
import { cutOut } from '../links/cut-out.ts';
import type { Element } from '../links/page.ts';
import { injectedFrom, suspectsIn } from '../links/suspects.ts';
import type { Rule } from '../rule.ts';

const maximumWeight = 3;
const maximumFindings = 100;

/** Links in sight that do not belong to the story, by what they say, lead to and stand by. */
export const injectedLinks: Rule = {
  name: 'injected-links',
  kind: 'links',
  version: 2,
  find(manuscript) {
    const byCut = new Map<Element, Suspect[]>();
    for (const suspect of suspectsIn(manuscript)) {
      if (isOutOfSight(suspect.hidden) || suspect.weight < injectedFrom) continue;
      const cut = cutOut(suspect.link.element);
      byCut.set(cut, [...(byCut.get(cut) ?? []), suspect]);
    }
    const { body } = manuscript.page;
    return joined(byCut, body)
      .slice(0, maximumFindings)
      .map((stretch) => findingOf(body, stretch));
  },
};

/** What to cut in one piece. */
interface Stretch {
  readonly parent: Element | null;
  readonly start: number;
  end: number;
  readonly suspects: Suspect[];
}

/** Elements that follow one another are one piece to cut. */
function joined(byCut: ReadonlyMap<Element, readonly Suspect[]>, body: string): Stretch[] {
  const stretches: Stretch[] = [];
  const ordered = [...byCut].toSorted(([a], [b]) => a.start - b.start);
  for (const [{ parent, start, end }, suspects] of ordered) {
    const last = stretches.at(-1);
    if (last && last.parent === parent && body.slice(last.end, start).trim() === '') {
      last.end = end;
      last.suspects.push(...suspects);
    } else stretches.push({ parent, start, end, suspects: [...suspects] });
  }
  return stretches;
}

function findingOf(body: string, { start, end, suspects }: Stretch): Finding {
  const [worst] = suspects.toSorted((a, b) => b.weight - a.weight);
  const more = suspects.length > 1 ? ` (and ${suspects.length - 1} more beside it)` : '';
  const cues = worst?.cues.toSorted((a, b) => b.weight - a.weight).slice(0, 2) ?? [];
  return {
    rule: 'injected-links',
    action: 'strip',
    weight: Math.min(maximumWeight, (worst?.weight ?? 0) + (suspects.length - 1) * 0.2),
    field: '/body',
    offset: start,
    length: end - start,
    excerpt: body.slice(start, Math.min(end, start + 200)),
    reason: `A link to ${worst?.address.host}${more} ${cues.map(({ says }) => says).join(', and ')}`,
  };
}
