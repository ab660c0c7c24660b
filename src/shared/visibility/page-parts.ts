/** Text of style sheets and scripts that is looked at in one page, in characters. */
const maximumText = 1_048_576;

/** What the `<style>` elements of a page hold. */
export const stylesIn = (html: string): string => insidesOf(html, 'style').join('\n');

/** What the scripts of a page hold, each for itself. */
export const scriptsIn = (html: string): string[] => insidesOf(html, 'script');

function insidesOf(html: string, tag: string): string[] {
  const opening = new RegExp(`<${tag}(?=[\\s>])`, 'gi');
  const closing = new RegExp(`</${tag}`, 'gi');
  const parts: string[] = [];
  let length = 0;
  for (let match = opening.exec(html); match && length < maximumText; match = opening.exec(html)) {
    const start = html.indexOf('>', match.index) + 1;
    if (start === 0) break;
    closing.lastIndex = start;
    const end = closing.exec(html)?.index ?? html.length;
    parts.push(html.slice(start, Math.min(end, start + maximumText)));
    length += end - start;
    opening.lastIndex = end;
  }
  return parts;
}
