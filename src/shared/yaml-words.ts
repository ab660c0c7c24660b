import type { YAMLError } from 'yaml';

/** By the beginning of what the reader of YAML says; of two that fit, the first. */
const said: readonly (readonly [string, string])[] = [
  ['Map keys must be unique', 'this name stands here twice; take one of them out'],
  ['Missing closing', 'this quotation mark is not closed; write one at the end'],
  ['Tabs are not allowed', 'a tab stands before this; begin lines with spaces instead'],
  [
    'Nested mappings are not allowed',
    'a name with a colon is inside this value; put the value in quotes, or that name under the one before',
  ],
  [
    'Implicit map keys need to be followed',
    'a name without its value; write "name: value", with a space behind the colon',
  ],
  [
    'Implicit keys need to be on a single line',
    'no colon stands behind the name; write "name: value", with a space behind the colon, and text ' +
      'of several lines in quotes',
  ],
  [
    'All sequence items must start',
    'this "- " stands further left or right than those before it; put them under each other',
  ],
  [
    'All mapping items must start',
    'this name stands further left or right than those before it; put them under each other',
  ],
  ['Sequence item without - indicator', 'an item of a list without "- " before it; write that'],
  ['Plain value cannot start with', 'no text may begin with this sign; put all of it in quotes'],
  [
    'A block sequence may not be used',
    'this "- " stands further left or right than those before it; put them under each other',
  ],
  ['Invalid escape sequence', 'a backslash before a letter; write two backslashes'],
  ['Unresolved alias', 'an asterisk before text means something else in YAML; put it in quotes'],
  [
    'Unresolved tag',
    'an exclamation mark before text means something else in YAML; put it in quotes',
  ],
  [
    'Excessive alias count',
    'names for parts (&name, *name) unfold into too much; write the parts out',
  ],
  ['Comments must be separated', 'text with a # in it; put all of it in quotes'],
  ['Missing , ', 'items in brackets need commas between them; write one here'],
  ['Missing space after :', 'write a space behind the colon'],
  ['Flow map in block collection', 'a bracket { is not closed, or is not indented; close it here'],
  [
    'Flow sequence in block collection',
    'a bracket [ is not closed, or is not indented; close it here',
  ],
];

/** What is wrong with how a file is written, and what to do. */
export function yamlWords({
  code,
  message,
}: {
  readonly code?: YAMLError['code'];
  readonly message: string;
}): string {
  const known = said.find(([beginning]) => message.startsWith(beginning));
  if (known !== undefined) return known[1];
  if (code === 'UNEXPECTED_TOKEN' || code === 'BAD_INDENT') {
    return 'this does not go with what stands before it; look at its indent, brackets and quotes';
  }
  return `this is no YAML: ${message}`;
}
