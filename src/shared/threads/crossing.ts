import { InvalidStory, TooCostly, Unavailable } from '../errors.ts';
import { type Fault, Invalid, Malformed } from '../formats/format.ts';

/** What a thread is asked to do. */
export interface Order {
  readonly module: string;
  readonly name: string;
  readonly argument: unknown;
}

/** What came of it. */
export type Report = { readonly value: unknown } | { readonly error: PackedError };

/** An error as it crosses: a structured clone keeps neither classes nor what they add. */
interface PackedError {
  readonly name: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly faults?: readonly Fault[];
}

/** Errors that cross as what they are; their class decides what is done about them. */
const classes: Readonly<Record<string, (packed: PackedError) => Error>> = {
  Malformed: ({ message }) => new Malformed(message),
  Invalid: ({ faults = [] }) => new Invalid(faults),
  InvalidStory: ({ message }) => new InvalidStory(message),
  TooCostly: ({ message }) => new TooCostly(message),
  Unavailable: ({ message }) => new Unavailable(message),
};

export function packError(error: unknown): PackedError {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error), stack: undefined };
  const { name, message, stack } = error;
  return { name, message, stack, ...(error instanceof Invalid && { faults: error.faults }) };
}

/** Those of other classes become plain errors: unforeseen there, unforeseen here. */
export function unpackError(packed: PackedError): Error {
  const make = Object.hasOwn(classes, packed.name) ? classes[packed.name] : undefined;
  const error = make?.(packed) ?? new Error(`${packed.name}: ${packed.message}`);
  if (packed.stack !== undefined) error.stack = packed.stack;
  return error;
}

/** A result whose large buffers change hands instead of being copied. */
export class HandedOver<Value> {
  readonly value: Value;
  readonly buffers: readonly ArrayBuffer[];

  /** `bytes`: parts of `value`, each with its memory to itself and never used again by the giver. */
  constructor(value: Value, bytes: readonly Uint8Array[]) {
    this.value = value;
    this.buffers = [...new Set(bytes.map(({ buffer }) => buffer))].filter(
      (buffer) => buffer instanceof ArrayBuffer,
    );
  }
}
