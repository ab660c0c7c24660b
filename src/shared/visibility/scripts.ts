/** Places where a script may name an element and hide it in one breath. */
const hidesById =
  /getElementById\(\s*["']([\w-]{1,80})["']\s*\)\s*\.style\.(?:display\s*=\s*["']none|visibility\s*=\s*["']hidden|(?:left|top|textIndent)\s*=\s*["']-\d{3})|["']#([\w-]{1,80})["']\s*\)\s*(?:\.hide\(|\.style\.display\s*=\s*["']none)/g;

const maximumNames = 200;

/** Ids of the elements that scripts hide as the page opens; not those hidden at a click. */
export function hiddenByScripts(scripts: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const script of scripts) {
    for (const match of script.matchAll(hidesById)) {
      if (/function|=>/.test(script.slice(Math.max(0, match.index - 2_000), match.index))) break;
      const name = match[1] ?? match[2];
      if (name !== undefined && names.size < maximumNames) names.add(name);
    }
  }
  return names;
}

/** The tag that a script writes and leaves open around what follows it; `null` if none. */
export function openedBy(
  script: string,
): { tag: string; attributes: Record<string, string> } | null {
  const written =
    /document\.write(?:ln)?\(\s*(["'`])\s*<(div|span|p|section|font)\b([^>]{0,1000})>\s*\1/i.exec(
      script.slice(0, 20_000),
    );
  if (!written) return null;
  const attributes: Record<string, string> = {};
  for (const [, name = '', , value = ''] of (written[3] ?? '')
    .replaceAll('\\', '')
    .matchAll(/([\w-]+)\s*=\s*(["']?)([^"'>]*)\2/g)) {
    attributes[name.toLowerCase()] = value;
  }
  return { tag: written[2]?.toLowerCase() ?? 'div', attributes };
}
