import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { DamagedFile } from './damaged-file';
import type { DatasetFile } from './dataset-description';

/** Node reads no more than 2 GiB at once, and what is hashed while it is in the cache is hashed faster. */
const PIECE_BYTES = 1 << 24;

/**
 * All bytes of a file of raw values, checked against its checksum.
 *
 * @throws DamagedFile, or the system's error
 */
export async function readWhole(
  folder: string,
  { file, sha256 }: DatasetFile,
  bytes: number,
): Promise<Uint8Array> {
  const handle = await open(join(folder, file), 'r');
  try {
    const { size } = await handle.stat();
    if (size !== bytes) throw new DamagedFile(file, `it should have ${bytes} bytes and has ${size}`);
    const values = new Uint8Array(bytes);
    const hash = createHash('sha256');
    for (let at = 0; at < bytes; ) {
      const { bytesRead } = await handle.read(values, at, Math.min(PIECE_BYTES, bytes - at), at);
      if (bytesRead === 0) throw new DamagedFile(file, 'it is cut off');
      hash.update(values.subarray(at, at + bytesRead));
      at += bytesRead;
    }
    if (hash.digest('hex') !== sha256) throw new DamagedFile(file, 'its checksum is wrong');
    return values;
  } finally {
    await handle.close();
  }
}
