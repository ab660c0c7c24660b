/** Lines longer than this were broken by a program, not by a poet. */
const wrappedLine = 55;

/**
 * Makes paragraphs of plain text: what blank lines divide, or every line where there are none.
 * Shorter lines inside a paragraph stay lines.
 */
export function paragraphsOf(text: string): string {
  const lines = text.replace(/\r\n?/g, '\n').trim();
  const parts = /\n[ \t]*\n/.test(lines) ? lines.split(/\n[ \t]*\n\s*/) : lines.split('\n');
  return parts
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => `<p>${joinLines(part)}</p>`)
    .join('\n');
}

function joinLines(paragraph: string): string {
  const lines = paragraph.split('\n');
  return lines
    .map((line, index) => {
      if (index === lines.length - 1) return line;
      return `${line}${line.trim().length > wrappedLine ? '\n' : '<br>'}`;
    })
    .join('');
}
