import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type LibraryBlock, libraryBlockSchema, type Reply } from '../../contract/contract';
import { failed, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { writeFileAtomically } from '../files/atomic-write';
import { decodeText } from '../files/decode-text';
import { digestOf } from '../files/digest';
import { readFailure, writeFailure } from '../files/file-failure';
import type { Log } from '../log/log';
import { fileNameFor } from '../projects/project';

/** The ending of a block's file, in the library and wherever it is exported to. */
export const BLOCK_FILE_ENDING = '.netloom-block';
/** A block is a few kilobytes; what is larger is something else. */
const LARGEST_FILE = 20_000_000;

/** The dialogs of export and import; null when they are canceled. */
export interface BlockDialogs {
  chooseToSave(suggestion: string): Promise<string | null>;
  chooseToOpen(): Promise<string | null>;
}

/**
 * The user's own blocks: one file each in a folder of the app, under a name made from the block's. A block of the same name takes
 * the place of the one before. Files nobody can read are left where they are and noted in the log.
 */
export class BlockLibrary {
  readonly #folder: string;
  readonly #log: Pick<Log, 'warning'>;

  constructor(folder: string, log: Pick<Log, 'warning'>) {
    this.#folder = folder;
    this.#log = log;
  }

  /** Every block, by name. */
  async list(): Promise<readonly LibraryBlock[]> {
    const blocks: LibraryBlock[] = [];
    for (const file of await this.#files()) {
      const read = await readBlock(join(this.#folder, file));
      if (read.ok) blocks.push(read.value);
      else this.#log.warning(`library: ${file}: ${read.error.code}`);
    }
    return blocks.sort((a, b) => a.name.localeCompare(b.name));
  }

  async #files(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((file) => file.endsWith(BLOCK_FILE_ENDING));
    } catch {
      // Nothing has been saved yet.
      return [];
    }
  }

  async save(block: LibraryBlock): Promise<Reply<null>> {
    const path = this.#pathOf(block.name);
    try {
      await mkdir(this.#folder, { recursive: true });
      await writeFileAtomically(path, writeBlock(block));
    } catch (error) {
      return failed(writeFailure(path, error));
    }
    return success(null);
  }

  async remove(name: string): Promise<Reply<null>> {
    const path = this.#pathOf(name);
    try {
      await rm(path, { force: true });
    } catch (error) {
      return failed(writeFailure(path, error));
    }
    return success(null);
  }

  /** Writes a block of the library where its user says. */
  async export(name: string, dialogs: BlockDialogs): Promise<Reply<{ readonly filePath: string } | null>> {
    const read = await readBlock(this.#pathOf(name));
    if (!read.ok) return read;
    const chosen = await dialogs.chooseToSave(`${fileNameFor(name)}${BLOCK_FILE_ENDING}`);
    if (chosen === null) return success(null);
    const filePath = extname(chosen) === '' ? `${chosen}${BLOCK_FILE_ENDING}` : chosen;
    try {
      await writeFileAtomically(filePath, writeBlock(read.value));
    } catch (error) {
      return failed(writeFailure(filePath, error));
    }
    return success({ filePath });
  }

  /** Takes a file that its user chose into the library; null when none was chosen. */
  async import(dialogs: BlockDialogs): Promise<Reply<LibraryBlock | null>> {
    const path = await dialogs.chooseToOpen();
    if (path === null) return success(null);
    const read = await readBlock(path);
    if (!read.ok) return read;
    const saved = await this.save(read.value);
    return saved.ok ? read : saved;
  }

  /** Two names may make the same file name; their digests differ. */
  #pathOf(name: string): string {
    return join(this.#folder, `${digestOf(name).slice(0, 24)}${BLOCK_FILE_ENDING}`);
  }
}

function writeBlock(block: LibraryBlock): string {
  return `${JSON.stringify(block, null, 1)}\n`;
}

async function readBlock(path: string): Promise<Reply<LibraryBlock>> {
  let bytes: Buffer;
  try {
    bytes = await readFile(path);
  } catch (error) {
    return failed(readFailure(path, error));
  }
  const decoded = bytes.length > LARGEST_FILE ? null : decodeText(bytes);
  if (decoded?.ok === false) return failed(failure('file-not-utf8', { name: basename(path) }));
  const parsed = decoded === null ? null : parseBlock(decoded.text.replace(/^\uFEFF/, ''));
  if (parsed === null) return failed(failure('file-not-a-block', { name: basename(path) }));
  return success(parsed);
}

function parseBlock(text: string): LibraryBlock | null {
  try {
    const parsed = libraryBlockSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    // Not JSON.
    return null;
  }
}
