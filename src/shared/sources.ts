import type { SourceDeclaration } from './newsroom.ts';

/** A source with its secrets opened. */
export interface Source extends SourceDeclaration {
  /** As `newSecret` makes them, newest first; several while one is being rotated out. */
  readonly secrets: readonly string[];
  readonly origin: 'declared' | 'added';
}

/** Who may submit: what `newsroom/sources.yaml` declares and what was added at run time. */
export interface Sources {
  find(id: string): Promise<Source | undefined>;
  list(): Promise<readonly Source[]>;
  /** Keeps a new source in the archive with a new secret. Throws Conflict where the id is taken. */
  add(declaration: SourceDeclaration): Promise<Source>;
  /** Gives a source a new secret; the one before it stays good for a day. */
  rotate(id: string): Promise<Source>;
}
