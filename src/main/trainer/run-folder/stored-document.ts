import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { decodeText } from '../../files/decode-text';
import { readNewestCheckpoint } from '../checkpoints/checkpoint-store';

/** The network a run's folder keeps. */
export const DOCUMENT_FILE = 'document.json';

/** `checkpoint`: the file is missing or damaged, and the copy in the newest sound checkpoint serves. */
export type StoredDocument =
  | { readonly from: 'file' | 'checkpoint'; readonly document: NetloomDocument }
  | { readonly from: 'nowhere' };

/**
 * The network of a run, with the settings it was last trained with.
 *
 * @param checkpoints the folder of its checkpoints, which hold a copy
 */
export async function readStoredDocument(folder: string, checkpoints: string): Promise<StoredDocument> {
  const bytes = await readFile(join(folder, DOCUMENT_FILE)).catch(() => null);
  // Users edit it. In an encoding that cannot be read, it would lose letters when the run writes it again.
  const decoded = bytes === null ? null : decodeText(bytes);
  const parsed = decoded?.ok ? parseDocument(decoded.text) : null;
  if (parsed?.ok) return { from: 'file', document: parsed.document };
  const found = await readNewestCheckpoint(checkpoints);
  const copy = found.ok ? parseDocument(found.value.checkpoint.state.document ?? '') : null;
  return copy?.ok ? { from: 'checkpoint', document: copy.document } : { from: 'nowhere' };
}
