import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { systemErrorCode } from '../../files/file-system';
import { readPart } from './disk-files';
import type { FileTree, OpenTreeOptions } from './file-tree';
import { openFolderTree, openSingleFile } from './folder-tree';
import { ARCHIVE_HEAD_BYTES, otherArchive } from './other-archives';
import { sourceProblem } from './source-problem-error';
import { isZipOfArrays, openZipTree } from './zip/zip-tree';

/** How zip archives begin: with a file, or, empty ones, with their end. */
const ZIP_SIGNATURES = ['PK\u0003\u0004', 'PK\u0005\u0006'];

/**
 * Opens what the user gave: a folder, a zip archive (by its content, not its name), or one file.
 *
 * @param source absolute path
 * @throws SourceProblemError when it cannot be read at all, or is an archive that is damaged or of another kind
 */
export async function openFileTree(source: string, options: OpenTreeOptions): Promise<FileTree> {
  const stats = await stat(source).catch((error: unknown) => {
    throw sourceProblem('unreadable', source, systemErrorCode(error));
  });
  if (stats.isDirectory()) return openFolderTree(source, options);
  if (!stats.isFile()) throw sourceProblem('special-file', source);
  const name = basename(source);
  const head = await readPart(source, 0, ARCHIVE_HEAD_BYTES, source);
  const signature = Buffer.from(head.subarray(0, 4)).toString('latin1');
  if (!ZIP_SIGNATURES.includes(signature)) {
    const archive = otherArchive(head);
    if (archive !== null) throw sourceProblem('other-archive', source, archive);
    return openSingleFile(source, name, stats.size);
  }
  const tree = await openZipTree(source, options);
  // NumPy's .npz is a zip archive of arrays: one file for its format, whatever it is called.
  if (!isZipOfArrays(tree)) return tree;
  await tree.close();
  return openSingleFile(source, name, stats.size);
}
