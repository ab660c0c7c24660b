import type { Element, Link } from './page.ts';

/** Attributes of elements that lead to another page and are no links. */
const leading: Readonly<Record<string, string>> = {
  iframe: 'src',
  frame: 'src',
  embed: 'src',
  object: 'data',
  area: 'href',
  form: 'action',
  button: 'formaction',
  input: 'formaction',
};

/** Where an element that is no link leads all the same. */
export function targetOf(
  tag: string,
  attributes: Readonly<Record<string, string>>,
): string | undefined {
  const attribute = leading[tag];
  return attribute === undefined ? undefined : attributes[attribute];
}

/** A link of which nothing is known but where it leads. */
export const plainLink = (element: Element, href: string, isRedirect = false): Link => ({
  element,
  href: href.trim().slice(0, 2_048),
  rel: '',
  isTranslated: false,
  isStyled: true,
  isRedirect,
  text: '',
  label: '',
  hasPicture: true,
});
