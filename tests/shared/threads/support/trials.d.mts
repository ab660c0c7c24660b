export const home: string;
export function where(nothing: undefined): { isMainThread: boolean; threadId: number };
export function lengthOf(bytes: Uint8Array): number;
export function sleep(ms: number): Promise<number>;
export function spin(nothing: undefined): void;
export function swallow(nothing: undefined): void;
export function die(nothing: undefined): void;
export function stumble(nothing: undefined): void;
export function tick(ticks: Int32Array): void;
