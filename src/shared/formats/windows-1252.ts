/** What 0x80 to 0x9F mean in Windows-1252, which some versions of ICU leave as control characters. */
export const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

/** Text that was decoded as Windows-1252, with its quotation marks, dashes and ellipses. */
export const withWindowsPunctuation = (text: string): string =>
  text.replace(/[\x80-\x9f]/g, (control) => windows1252[control.charCodeAt(0) - 0x80] ?? control);
