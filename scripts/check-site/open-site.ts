import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startEdge } from '../../src/server/edge.ts';
import { elementsOf } from './elements.ts';
import { readExport } from './exported-site.ts';
import { printProof, type Reading } from './proof/print-proof.ts';

/** A site that answers at an address, until it is closed. */
export interface OpenSite {
  /** For people. */
  readonly name: string;
  /** Where it is served, without a slash at its end. */
  readonly url: string;
  /** What it calls itself, without a slash at its end. */
  readonly publicUrl: string;
  /** Paths that nothing leads to any more, but which must answer. */
  readonly seeds: readonly string[];
  readonly secrets: readonly string[];
  close(): Promise<void>;
}

/** The site of the proof newsroom, which is made for this. */
export async function openProof(
  reading: Reading,
  options: { readonly isShort: boolean; tell(line: string): void },
): Promise<OpenSite> {
  const proof = await printProof({ reading, ...options });
  const { url, secrets, close } = proof;
  const seeds = [...proof.withdrawn, ...proof.moved];
  return { name: `proof, ${reading}`, url, publicUrl: url, seeds, secrets, close };
}

/** A site as `dateline export` has written it, served as our edges serve one. */
export async function openExport(folder: string): Promise<OpenSite> {
  const publicUrl = publicUrlIn(await readFile(join(folder, 'index.html'), 'utf8'), folder);
  const base = new URL(publicUrl).pathname.replace(/\/$/, '');
  const { reader, addresses } = await readExport(folder, base);
  const edge = await startEdge(reader, { host: '127.0.0.1', port: 0 });
  const close = (): Promise<void> => edge.close();
  return { name: folder, url: edge.url, publicUrl, seeds: addresses, secrets: [], close };
}

/** A site that is served already. */
export async function openAddress(address: string): Promise<OpenSite> {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address} answers ${answer.status}`);
  const publicUrl = publicUrlIn(await answer.text(), address);
  const url = new URL(address).origin;
  return { name: address, url, publicUrl, seeds: [], secrets: [], close: async () => {} };
}

/** The home page says what the site calls itself. */
function publicUrlIn(home: string, where: string): string {
  const canonical = elementsOf(home).find(({ attributes: { rel } }) => rel === 'canonical');
  const address = canonical?.attributes.href;
  if (address === undefined) throw new Error(`The home page of ${where} has no canonical address`);
  return address.replace(/\/$/, '');
}
