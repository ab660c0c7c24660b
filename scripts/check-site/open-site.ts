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
