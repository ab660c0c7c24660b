/**
 * Decodes base64 of the standard alphabet, padded, without white space or line breaks; `null` for
 * anything else. Buffer skips what it does not understand, so the length gives it away.
 */
export function decodeBase64(text: string): Buffer | null {
  if (text === '' || text.length % 4 !== 0 || text.includes('-') || text.includes('_')) return null;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== (text.length / 4) * 3 - padding) return null;
  const tail = bytes.subarray(bytes.length - (3 - padding));
  return tail.toString('base64') === text.slice(-4) ? bytes : null;
}
