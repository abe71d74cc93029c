import { zipOf } from '../../../data/file-tree/testing/write-zip';
import { bytesAsSource } from '../../../data/file-tree/zip/byte-source';
import { readZipEntry } from '../../../data/file-tree/zip/zip-data';
import { readZipDirectory } from '../../../data/file-tree/zip/zip-directory';
import { nameOfEntry } from '../../../data/file-tree/zip/zip-names';
import { mutatedBytes } from './mutated-bytes';

/**
 * A zip archive of which one entry's content was changed, and whose checksums are right: what a program that lies would write. Changes of the
 * archive's own bytes (`mutatedBytes`) mostly end at a checksum.
 */
export async function mutatedArchive(archive: Uint8Array, seed: number): Promise<Uint8Array> {
  const source = bytesAsSource(Buffer.from(archive), 'archive');
  const entries = readZipDirectory(source);
  const chosen = seed % entries.length;
  const parts = entries.map(async (entry, at) => {
    const name = nameOfEntry(entry);
    const content = await readZipEntry(source, entry, name, 1e9);
    return { name, content: at === chosen ? mutatedBytes(content, seed) : content, isStored: true };
  });
  return zipOf(await Promise.all(parts));
}
