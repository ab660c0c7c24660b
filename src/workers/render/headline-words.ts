/** Headlines that share this much of their words tell the same news. */
const sameNews = 0.7;
/** Enough of any headline. */
const longest = 500;

/** The words of a headline, to tell it from others. */
export function wordsOf(headline: string): ReadonlySet<string> {
  const text = headline.slice(0, longest).normalize('NFKC').toLowerCase();
  return new Set(text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []);
}

/** Whether two headlines have (nearly) all words in common: an update sent as a story of its own. */
export function isSameNews(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  if (one.size === 0 || other.size === 0) return false;
  const common = [...one].filter((word) => other.has(word)).length;
  return common / (one.size + other.size - common) >= sameNews;
}
