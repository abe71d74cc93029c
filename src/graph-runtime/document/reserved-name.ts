/** Keys that would reach into JavaScript's own object machinery if ever used as a name. */
const RESERVED_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Whether `name` must not be the key of an object made from a file or an edit. */
export function isReservedName(name: string): boolean {
  return RESERVED_KEYS.has(name);
}
