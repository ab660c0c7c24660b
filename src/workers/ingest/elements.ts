/** What stands around paragraphs and is no paragraph itself; its bare text becomes paragraphs. */
export const containers = new Set(
  'html head body div section article main header footer aside nav center details form fieldset'.split(
    ' ',
  ),
);

/** What begins a block of its own. */
export const blocks = new Set(
  (
    'p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd table caption thead tbody tfoot tr td th ' +
    'blockquote pre figure figcaption hr address summary'
  ).split(' '),
);

/** Elements without content or end tag. */
export const voids = new Set(
  (
    'area base basefont br col command embed frame hr img input isindex keygen link meta ' +
    'param source track wbr'
  ).split(' '),
);

/** Embedded pages and players, which become links. */
export const embeds = new Set(['iframe', 'frame', 'object', 'embed', 'video', 'audio']);

/** Parts of forms, taken out with what they hold. */
export const formParts = new Set(['form', 'button', 'select', 'textarea', 'input', 'fieldset']);

/** Taken out with what they hold, and of no interest to moderation. */
export const silent = new Set(['style', 'svg', 'canvas', 'map']);
