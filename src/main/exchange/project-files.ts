import { basename, extname, join } from 'node:path';
import { writeFileAtomically } from '../files/atomic-write';
import { isThere } from '../files/is-there';
import { writeFolderAtomically } from '../files/write-folder';
import { type ArchivedFile, zipPieces } from './zip-pieces';

/**
 * Writes files as an archive, where the path ends with `.zip`, or as a folder. A new folder is there as a whole or not at all; in one that
 * exists, these files are replaced one by one and others stay.
 *
 * @throws the system's error
 */
export async function writeProjectFiles(path: string, files: readonly ArchivedFile[]): Promise<void> {
  if (extname(path).toLowerCase() === '.zip') {
    const folder = basename(path, extname(path));
    const inside = files.map((file) => ({ ...file, name: `${folder}/${file.name}` }));
    return writeFileAtomically(path, zipPieces(inside));
  }
  if (await isThere(path)) return writeInto(path, files);
  await writeFolderAtomically(path, (folder) => writeInto(folder, files));
}

async function writeInto(folder: string, files: readonly ArchivedFile[]): Promise<void> {
  for (const file of files) await writeFileAtomically(join(folder, file.name), file.pieces());
}

/** Texts by their file names, as files of a project. */
export function textFiles(texts: Readonly<Record<string, string>>): readonly ArchivedFile[] {
  return Object.entries(texts).map(([name, text]) => ({ name, pieces: () => [Buffer.from(text, 'utf8')] }));
}
