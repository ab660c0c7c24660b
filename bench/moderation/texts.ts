/** Prose of a given length, the same on every run: words of a small language of our own. */
export function prose(length: number, seed = 42): string {
  let state = seed;
  const random = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  const syllables = 'ka ro ti men sel da vor lin pa shu ter bo gai nes mi'.split(' ');
  const word = () => Array.from({ length: 1 + random(4) }, () => syllables[random(15)]).join('');
  let text = '';
  while (text.length < length) {
    text += `${Array.from({ length: 8 + random(15) }, word).join(' ')}.${random(5) === 0 ? '\n' : ' '}`;
  }
  return text;
}

const markup = (text: string): string => text.replace(/[^\n]+/g, '<p>$&</p>');

/** What newsrooms are sent. */
export const ordinary: Readonly<Record<string, string>> = {
  'article of 4 kB': prose(4_000),
  'article of 4 kB, HTML': markup(prose(4_000)),
  'body of 100 kB': prose(100_000),
  'body of 100 kB, HTML': markup(prose(100_000)),
};

/** What nobody honest sends. */
export const hostile: Readonly<Record<string, string>> = {
  'body of 1 MiB': prose(1_048_576),
  'near-matches, 1 MiB': 'situs tot slo '.repeat(75_000),
  'one-letter words, 1 MiB': 's l o t '.repeat(131_000),
  'links, 19,000': '<a href="//a.b">x</a> '.repeat(19_000),
  'spam phrases, 1 MiB': 'situs toto slot \n'.repeat(61_000),
  'spam phrases in one line, 1 MiB': 'situs toto slot '.repeat(65_000),
};
