/**
 * Lets vitest compare typed arrays by their bytes first: number by number, half a million of them take it two seconds of processor time. What
 * differs in its bytes is compared as ever, so that the outcome is the same.
 */
import { expect } from 'vitest';

/** Set where it is done: files that share a process share what `expect` knows. */
const DONE = Symbol.for('netloom.equal-bytes');

if (!Reflect.has(globalThis, DONE)) {
  Reflect.set(globalThis, DONE, true);
  expect.addEqualityTesters([
    (one: unknown, other: unknown) => {
      if (!ArrayBuffer.isView(one) || !ArrayBuffer.isView(other)) return undefined;
      if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return undefined;
      return bytesOf(one).equals(bytesOf(other)) ? true : undefined;
    },
  ]);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}
