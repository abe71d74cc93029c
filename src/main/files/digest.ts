import { createHash } from 'node:crypto';

/** SHA-256 of a file's content, in hexadecimal: equal digests mean equal content, wherever it came from. */
export function digestOf(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
