/** Ways a script sends readers to another page, with the address as it is written there. */
const jump =
  /(?:^|[^\w.$]|window\.|document\.|self\.|top\.|parent\.)location(?:\.href)?\s*(?:=(?!=)\s*|\.(?:replace|assign)\(\s*)["'`]([^"'`\s]{4,2000})["'`]/g;

const most = 20;

/** Addresses that a script sends readers to, its escapes undone already. */
export const redirectsIn = (script: string): string[] =>
  [...script.matchAll(jump)].slice(0, most).map(([, address = '']) => address);

/** Where `<meta http-equiv="refresh">` leads; `undefined` where it only loads the page again. */
export const refreshTarget = (content: string): string | undefined =>
  /url\s*=\s*['"]?([^'"]+)/i.exec(content)?.[1];
