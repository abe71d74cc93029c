import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Failure, Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import type { Diagnostic } from '../../graph-runtime/diagnostics/diagnostic';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { type AtomicWriteOptions, writeFileAtomically } from '../files/atomic-write';
import { decodeText } from '../files/decode-text';
import { digestOf } from '../files/digest';
import { readFailure, writeFailure } from '../files/file-failure';
import { systemErrorCode } from '../files/file-system';
import { readUpTo } from '../files/read-up-to';

/** Bytes. A file beyond it is not read at all; the parser has its own limits on what is inside. */
export const NETWORK_FILE_LIMIT = 32_000_000;

/** With which a zip archive begins that has files. */
const ZIP_START = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** Endings of network files. The first is the app's own, which a double click opens; any program knows what `.json` holds. */
export const NETWORK_FILE_ENDINGS = ['.netloom', '.json'] as const;

export type NetworkFileResult =
  | {
      readonly ok: true;
      readonly document: NetloomDocument;
      /** What the document does not show: names given twice, another encoding. */
      readonly warnings: readonly Diagnostic[];
      /** Of the file's bytes, to notice when another program changes them. */
      readonly digest: string;
    }
  /** The file cannot be had. */
  | { readonly ok: false; readonly kind: 'unreadable'; readonly failure: Failure }
  /** The file is there, and is no network; the diagnostics say where and why. */
  | { readonly ok: false; readonly kind: 'invalid'; readonly diagnostics: readonly Diagnostic[] };

/** Reads a network from a file that may come from a stranger. */
export async function readNetworkFile(path: string): Promise<NetworkFileResult> {
  let bytes: Buffer;
  try {
    const read = await readLimited(path);
    if (!Buffer.isBuffer(read)) return { ok: false, kind: 'unreadable', failure: read };
    bytes = read;
  } catch (error) {
    return { ok: false, kind: 'unreadable', failure: readFailure(path, error) };
  }
  const decoded = decodeText(bytes);
  if (!decoded.ok) return { ok: false, kind: 'invalid', diagnostics: [decoded.diagnostic] };
  const parsed = parseDocument(decoded.text);
  if (!parsed.ok) return { ok: false, kind: 'invalid', diagnostics: parsed.diagnostics };
  const warnings = [...decoded.warnings, ...parsed.warnings];
  return { ok: true, document: parsed.document, warnings, digest: digestOf(bytes) };
}

/** Whether a file is a zip archive, whatever it is called; one that cannot be read is none. */
export async function isZipArchive(path: string): Promise<boolean> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      if (!(await file.stat()).isFile()) return false;
      return (await readUpTo(file, ZIP_START.length)).equals(ZIP_START);
    } finally {
      await file.close();
    }
  } catch (error) {
    if (systemErrorCode(error) === '') throw error;
    return false;
  }
}

/** What is in the file now, as a digest: `missing` when there is no file, `unreadable` when it cannot be looked at. */
export async function digestOfFile(path: string): Promise<string | 'missing' | 'unreadable'> {
  try {
    const read = await readLimited(path);
    return Buffer.isBuffer(read) ? digestOf(read) : 'unreadable';
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === '') throw error;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable';
  }
}

/** The file's bytes, or why it is not read. Size and kind are those of the opened file, so that neither can change in between. */
async function readLimited(path: string): Promise<Buffer | Failure> {
  const name = basename(path);
  // A pipe opened in the ordinary way would wait for its other end forever.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const stats = await file.stat();
    // A pipe or a device could continue forever.
    if (!stats.isFile()) return failure('file-not-regular', { name });
    if (stats.size > NETWORK_FILE_LIMIT) {
      return failure('file-too-large', {
        name,
        sizeBytes: stats.size,
        limitBytes: NETWORK_FILE_LIMIT,
      });
    }
    return await readUpTo(file, stats.size);
  } finally {
    await file.close();
  }
}

/**
 * Writes the network as people like to read it; the old file stays whole if that fails. The text that is now in the file, or why
 * it is not.
 */
export async function writeNetworkFile(
  path: string,
  document: NetloomDocument,
  options: AtomicWriteOptions = {},
): Promise<Reply<string>> {
  const text = serializeDocument(document);
  try {
    await writeFileAtomically(path, text, options);
    return success(text);
  } catch (error) {
    return failed(writeFailure(path, error));
  }
}
