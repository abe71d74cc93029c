import type { NetloomDocument } from '../document/document';
import { parseDocument } from '../reading/parse';

/**
 * Reads a document that a test has written, as a file or as an object.
 *
 * @throws Error with what is wrong with it
 */
export function readDocument(content: unknown): NetloomDocument {
  const parsed = parseDocument(content);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.diagnostics));
  return parsed.document;
}
