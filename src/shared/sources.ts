import { z } from 'zod';
import type { SourceDeclaration } from './source-declaration.ts';

/** A source with its secrets opened. */
export interface Source extends SourceDeclaration {
  /** As `newSecret` makes them, newest first; several while one is being rotated out. */
  readonly secrets: readonly string[];
  readonly origin: 'declared' | 'added';
  /** Set while its stories wait for a person, whatever they say. */
  readonly paused?: Pause | null;
}

/** Who paused a source, when and why. */
export const Pause = z.object({ by: z.string(), at: z.string(), reason: z.string() });
export type Pause = Readonly<z.infer<typeof Pause>>;
/** Nobody is known by this id. */
export class NoSuchSource extends Error {
  override readonly name = 'NoSuchSource';

  constructor(id: string) {
    super(`There is no source ${id}.`);
  }
}

/** Who may submit: what `newsroom/sources.yaml` declares and what was added at run time. */
export interface Sources {
  find(id: string): Promise<Source | undefined>;
  list(): Promise<readonly Source[]>;
  /** Keeps a new source in the archive with a new secret. Throws Conflict where the id is taken. */
  add(declaration: SourceDeclaration): Promise<Source>;
  /** Changes a source that was added. Throws NoSuchSource, and Conflict where it is declared. */
  change(id: string, changed: (standing: SourceDeclaration) => SourceDeclaration): Promise<Source>;
  /** Forgets an added source and its secrets. Throws as `change` does. */
  remove(id: string): Promise<void>;
  /** Gives a source a new secret; the one before it stays good for a day. */
  rotate(id: string): Promise<Source>;
  /** Holds what the source submits from now on; `null` lets it in again. Throws RangeError. */
  pause(id: string, pause: Pause | null): Promise<Source>;
}
