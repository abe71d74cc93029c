import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { parseDocument } from '../../graph-runtime/document/parse';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import type { Failure } from '../../preload/contract';
import { failure } from '../../preload/failures';
import { type AtomicWriteOptions, writeFileAtomically } from '../files/atomic-write';
import { readFailure, writeFailure } from '../files/file-failure';

/** Bytes. A file beyond it is not read at all; the parser has limits of its own on what is inside. */
export const NETWORK_FILE_LIMIT = 32_000_000;

export type NetworkFileResult =
  | { readonly ok: true; readonly document: NetloomDocument; readonly warnings: readonly Diagnostic[] }
  /** The file cannot be had. */
  | { readonly ok: false; readonly kind: 'unreadable'; readonly failure: Failure }
  /** The file is there, and is no network; the diagnostics say where and why. */
  | { readonly ok: false; readonly kind: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Reads a network from a file that may come from a stranger. */
export async function readNetworkFile(path: string): Promise<NetworkFileResult> {
  let text: string;
  try {
    const read = await readLimited(path);
    if (typeof read !== 'string') return { ok: false, kind: 'unreadable', failure: read };
    text = read;
  } catch (error) {
    return { ok: false, kind: 'unreadable', failure: readFailure(path, error) };
  }
  const parsed = parseDocument(text);
  if (!parsed.ok) return { ok: false, kind: 'invalid', diagnostics: parsed.diagnostics };
  return { ok: true, document: parsed.document, warnings: parsed.warnings };
}

/** The file's text, or why it is not read. Size and kind are those of the opened file, so that neither can change in between. */
async function readLimited(path: string): Promise<string | Failure> {
  const name = basename(path);
  const file = await open(path, 'r');
  try {
    const stats = await file.stat();
    // A pipe or a device could go on for ever.
    if (!stats.isFile()) return failure('file-unreadable', { name }, { detail: 'not a regular file' });
    if (stats.size > NETWORK_FILE_LIMIT) {
      return failure('file-too-large', {
        name,
        megabytes: Math.ceil(stats.size / 1e6),
        limitMegabytes: NETWORK_FILE_LIMIT / 1e6,
      });
    }
    const bytes = await file.readFile();
    // Windows editors like to begin a file with a byte order mark.
    return bytes.toString('utf8').replace(/^\uFEFF/, '');
  } finally {
    await file.close();
  }
}

/** Writes the network as people like to read it; the old file stays whole if that fails. Null when it worked. */
export async function writeNetworkFile(
  path: string,
  document: NetloomDocument,
  options: AtomicWriteOptions = {},
): Promise<Failure | null> {
  try {
    await writeFileAtomically(path, serializeDocument(document), options);
    return null;
  } catch (error) {
    return writeFailure(path, error);
  }
}
