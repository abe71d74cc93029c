import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { isTemporaryName } from '../../files/atomic-write';
import { systemErrorCode } from '../../files/file-system';
import { isCheckpointFile, readNewestCheckpoint } from '../checkpoints/checkpoint-store';
import { LOCK_FILE } from './folder-lock';
import { DOCUMENT_FILE } from './stored-document';

/** Says of a folder that a run has written it, so that its files may be replaced by the run's own. */
export const MARKER_FILE = 'netloom-run.json';
export const WEIGHTS_FILE = 'weights.safetensors';
export const METRICS_FILE = 'metrics.json';
/** A network that could not be read, beside the one that took its place. */
export const DAMAGED_DOCUMENT_FILE = 'document.damaged.json';
/** Within a folder that the user named: where a run keeps its checkpoints. */
export const CHECKPOINTS_FOLDER = 'checkpoints';

const markerSchema = z.object({
  format: z.literal('netloom-run'),
  version: z.literal(1),
  /** The network's name. */
  network: z.string(),
  startedAt: z.string(),
});

/** What systems put into folders by themselves. */
const systemFiles: ReadonlySet<string> = new Set(['.DS_Store', 'Thumbs.db', 'desktop.ini', 'lost+found']);

export type FolderContents =
  /** Not there, or empty. */
  | { readonly kind: 'free' }
  /** A run's. `hasResults`: there is something that took time. `files` are the run's own but for the marker, relative to the folder. */
  | { readonly kind: 'run'; readonly hasResults: boolean; readonly files: readonly string[] }
  /** Somebody else's; the first few names say whose. */
  | { readonly kind: 'foreign'; readonly names: readonly string[] };

/**
 * What a folder holds that the user named for a run.
 *
 * @throws the system's error when it cannot be read
 */
export async function inspectFolder(folder: string): Promise<FolderContents> {
  const names = (await namesIn(folder)).filter(
    (name) => !systemFiles.has(name) && !name.startsWith(LOCK_FILE) && !isTemporaryName(name),
  );
  if (names.length === 0) return { kind: 'free' };
  const checkpoints = join(folder, CHECKPOINTS_FOLDER);
  // Folders of earlier versions have no marker, but checkpoints that only Netloom writes.
  const isRun = (await hasMarker(folder)) || (await readNewestCheckpoint(checkpoints)).ok;
  if (!isRun) return { kind: 'foreign', names: names.sort().slice(0, 4) };
  const kept = (await namesIn(checkpoints)).filter(isCheckpointFile);
  const own = [DOCUMENT_FILE, DAMAGED_DOCUMENT_FILE, WEIGHTS_FILE, METRICS_FILE];
  const files = own.filter((name) => names.includes(name));
  // What a crash left of writing a checkpoint is nothing that anybody can use.
  const isUsable = kept.some((name) => !name.startsWith('.'));
  const hasResults = isUsable || files.includes(WEIGHTS_FILE) || files.includes(METRICS_FILE);
  return {
    kind: 'run',
    hasResults,
    files: [...files, ...kept.map((name) => join(CHECKPOINTS_FOLDER, name))],
  };
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

async function hasMarker(folder: string): Promise<boolean> {
  try {
    const text = await readFile(join(folder, MARKER_FILE), 'utf8');
    return markerSchema.safeParse(JSON.parse(text)).success;
  } catch {
    return false; // Not there, or damaged: then the checkpoints decide.
  }
}
