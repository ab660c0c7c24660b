/** Letters and digits of a text, nearly: all beyond ASCII but the blocks of signs. */
export const lettersIn = (text: string): number => {
  let letters = 0;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    const isAscii = unit < 0x80;
    if (
      isAscii
        ? ((unit | 32) >= 97 && (unit | 32) <= 122) || (unit >= 48 && unit <= 57)
        : unit >= 0xaa && !(unit >= 0x2000 && unit < 0x2c00) && !(unit >= 0x3000 && unit < 0x3040)
    ) {
      letters += 1;
    }
  }
  return letters;
};
