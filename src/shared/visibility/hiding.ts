import { colourOf, isUnreadable } from './colour.ts';
import { longestStyle, type Style } from './declarations.ts';
import { isFar, isSpeck } from './length.ts';
import type { Attributes, Look } from './look.ts';

/** What a child can undo for itself: it is seen although its parent is not. */
type Undone = 'visibility' | 'font-size' | 'colour' | 'text-indent' | 'place' | null;

/** How an element hides itself from readers. */
export interface Hiding {
  readonly how: string;
  readonly undoneBy: Undone;
}

/** How an element hides itself from readers, or `null` if it does not. */
export function hidingOf(look: Look, attributes: Attributes): Hiding | null {
  const { tag, style } = look;
  if (tag === 'template' || tag === 'noscript') return final(`<${tag}>`);
  if (attributes.hidden !== undefined && !shows(style.get('display'))) return final('hidden');
  if ((tag === 'img' || tag === 'iframe') && isDot(attributes))
    return final('a picture of one pixel');
  if (look.isScripted) return final('a script hides it');
  if ((attributes.style?.length ?? 0) > longestStyle) {
    return final('a style attribute beyond all measure');
  }
  if (look.isPainted && look.text && look.background && isUnreadable(look.text, look.background)) {
    return { how: `text and background are both ${look.paint}`, undoneBy: 'colour' };
  }
  if (style.size === 0) return null;
  if (isGone(style) || isClippedAway(style) || hasNoBox(style, tag)) return final(howOf(look));
  const undoneBy = undoableIn(style);
  return undoneBy === null ? null : { how: howOf(look), undoneBy };
}

/** Whether an element inside one that hides so is seen all the same. */
export function undoes({ undoneBy }: Hiding, { style, text, background }: Look): boolean {
  switch (undoneBy) {
    case 'visibility':
      return style.get('visibility') === 'visible';
    case 'font-size': {
      const size = style.get('font-size') ?? '';
      return (
        /[1-9]/.test(size) &&
        /px|pt|rem|cm|mm|in|v[wh]|medium|small|large/.test(size) &&
        !isSpeck(size)
      );
    }
    case 'colour':
      return text !== null && background !== null && !isUnreadable(text, background);
    case 'text-indent':
      return style.has('text-indent') && !isFar(style.get('text-indent'));
    case 'place':
      return style.get('position') === 'fixed' && !isOffPage(style);
    default:
      return false;
  }
}

const final = (how: string): Hiding => ({ how, undoneBy: null });

const howOf = ({ how }: Look): string => how.trim().slice(0, 200);

const shows = (display: string | undefined): boolean => display !== undefined && display !== 'none';

function isDot({ width, height }: Attributes): boolean {
  return width !== undefined && height !== undefined && isSpeck(width) && isSpeck(height);
}

function isGone(style: Style): boolean {
  return (
    style.get('display') === 'none' ||
    style.get('content-visibility') === 'hidden' ||
    isNone(style.get('opacity')) ||
    /opacity\(\s*0(?:\.0+)?%?\s*\)|alpha\(opacity=0\)/.test(style.get('filter') ?? '') ||
    isFarBehind(style)
  );
}

function undoableIn(style: Style): Undone {
  if (/^(hidden|collapse)$/.test(style.get('visibility') ?? '')) return 'visibility';
  if (
    isSpeck(style.get('font-size')) ||
    /(?:^|\s)[01](?:px|pt|em)?\//.test(style.get('font') ?? '')
  ) {
    return 'font-size';
  }
  if ((colourOf(style.get('color'))?.alpha ?? 1) < 0.05) return 'colour';
  if (isFar(style.get('text-indent'))) return 'text-indent';
  return isOffPage(style) ? 'place' : null;
}

function isOffPage(style: Style): boolean {
  const moved = ['margin-left', 'margin-top'];
  if (/^(absolute|fixed|relative|sticky)$/.test(style.get('position') ?? '')) {
    moved.push('left', 'top', 'right', 'bottom');
  }
  const transform = `${style.get('transform') ?? ''} ${style.get('translate') ?? ''}`;
  const [marginTop, , , marginLeft] = sidesOf(style.get('margin'));
  const [insetTop, , , insetLeft] = sidesOf(style.get('inset'));
  return (
    moved.some((property) => isFar(style.get(property))) ||
    [marginTop, marginLeft, insetTop, insetLeft].some((side) => isFar(side)) ||
    /scale[xy]?\(\s*0(\.0+)?\s*[,)]/.test(transform) ||
    [...transform.matchAll(/-?[\d.]{1,12}(?:px|r?em|v[wh]|%)/g)].some(([length]) => isFar(length))
  );
}

/** The four sides of a shorthand: top, right, bottom, left. */
function sidesOf(shorthand: string | undefined): readonly (string | undefined)[] {
  const [top, right = top, bottom = top, left = right] = shorthand?.split(' ') ?? [];
  return [top, right, bottom, left];
}

function isClippedAway(style: Style): boolean {
  const clip = style.get('clip') ?? '';
  const path = style.get('clip-path') ?? '';
  return (
    /^rect\((?:\s*[01](?:px)?[\s,]*){4}\)$/.test(clip) ||
    /^inset\(\s*(?:[5-9]\d|100)(?:\.\d+)?%/.test(path) ||
    /^(?:circle|ellipse)\(\s*0/.test(path) ||
    /^polygon\((?:\s*0(?:px|%)?[\s,]*)+\)$/.test(path)
  );
}

function hasNoBox(style: Style, tag: string): boolean {
  const cut =
    tag === 'marquee' ||
    /hidden|clip/.test(
      `${style.get('overflow')} ${style.get('overflow-x')} ${style.get('overflow-y')}`,
    );
  const sides = ['height', 'width', 'max-height', 'max-width'];
  return cut && sides.some((side) => isSpeck(style.get(side)));
}

/** Behind everything else, and out of the flow so that it takes no room. */
const isFarBehind = (style: Style): boolean =>
  Number(style.get('z-index')) <= -100 && /^(absolute|fixed)$/.test(style.get('position') ?? '');

function isNone(written: string | undefined): boolean {
  return written !== undefined && Number.parseFloat(written) < (written.endsWith('%') ? 5 : 0.05);
}
