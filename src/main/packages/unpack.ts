import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createRunStatus, type Failure } from '../../contract/contract';
import { failure } from '../../contract/failures';
import { serializeDocument } from '../../graph-runtime/document/serialize';
import { parseDocument } from '../../graph-runtime/reading/parse';
import { writeFailure } from '../files/file-failure';
import { systemErrorCode } from '../files/file-system';
import { EVENTS_FILE, newestSound, RECORD_FILE } from './collect-run';
import { extractPackage } from './extract-zip';
import { MANIFEST_FILE, type Manifest, manifestSchema, PACKAGE_DOCUMENT, PACKAGE_VERSION } from './manifest';
import { PackageError } from './package-error';
import { readPackedEvents } from './packed-events';
import { addUp, type PackedSummary, packedSummary, parseRecord } from './packed-run';

export interface UnpackedRun {
  /** In the folder that was unpacked into: everything of the run, checked. */
  readonly folder: string;
  /** What it was called where it comes from. */
  readonly name: string;
  readonly summary: PackedSummary;
}

/** A package in a folder on the disk. */
export interface UnpackedPackage {
  readonly manifest: Manifest;
  /** The file of the network, which is still to be read as a stranger's. */
  readonly document: string;
  readonly runs: readonly UnpackedRun[];
  /** Runs that were left out, weights that are damaged. */
  readonly problems: readonly Failure[];
}

/**
 * Unpacks a package into an empty folder.
 *
 * @throws PackageError; what the folder holds then is of no use
 */
export async function unpackPackage(path: string, folder: string): Promise<UnpackedPackage> {
  const name = basename(path);
  try {
    const files = await extractPackage(path, name, folder);
    if (!files.has(MANIFEST_FILE)) throw new PackageError(failure('package-not-one', { name }));
    const manifest = parseManifest(await readFile(join(folder, MANIFEST_FILE), 'utf8'), name);
    if (!files.has(PACKAGE_DOCUMENT)) throw new PackageError(failure('package-damaged', { name }));
    const runs: UnpackedRun[] = [];
    const problems: Failure[] = [];
    for (const run of manifest.runs) {
      const read = await readRun(join(folder, run.folder));
      if (read === null) problems.push(failure('packed-run-unusable', { name, run: run.name }));
      else runs.push({ folder: join(folder, run.folder), name: run.name, summary: read.summary });
      if (read?.isDamaged === true) {
        problems.push(failure('packed-weights-unusable', { name, run: run.name }));
      }
    }
    return { manifest, document: join(folder, PACKAGE_DOCUMENT), runs, problems };
  } catch (error) {
    if (error instanceof PackageError || systemErrorCode(error) === '') throw error;
    throw new PackageError(writeFailure(join(folder, name), error), error);
  }
}

function parseManifest(text: string, name: string): Manifest {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PackageError(failure('package-damaged', { name }));
  }
  const version = (value as { readonly version?: unknown } | null)?.version;
  if (typeof version === 'number' && version > PACKAGE_VERSION) {
    throw new PackageError(failure('package-too-new', { name }));
  }
  const read = manifestSchema.safeParse(value);
  if (!read.success) throw new PackageError(failure('package-damaged', { name }));
  return read.data;
}

/** Reads a run and writes its files again as the app would have: null where it is none. */
async function readRun(
  folder: string,
): Promise<{ readonly summary: PackedSummary; readonly isDamaged: boolean } | null> {
  const [recordText, documentText] = await Promise.all([
    textIn(join(folder, RECORD_FILE)),
    textIn(join(folder, 'document.json')),
  ]);
  const record = recordText === null ? null : parseRecord(recordText);
  const parsed = documentText === null ? null : parseDocument(documentText);
  if (record === null || parsed === null || !parsed.ok) return null;
  const { document } = parsed;
  await writeFile(join(folder, 'document.json'), serializeDocument(document));
  const status = await rewriteEvents(join(folder, EVENTS_FILE));
  const { hasWeights, isDamaged } = await keepSoundWeights(folder);
  return { summary: packedSummary(record, document, status, hasWeights), isDamaged };
}

/** Leaves what events are, and nothing else, in the file; answers what they add up to. */
async function rewriteEvents(path: string) {
  let status = createRunStatus();
  const lines: string[] = [];
  if (await isThere(path)) {
    for await (const event of readPackedEvents(path)) {
      status = addUp(status, event);
      lines.push(`${JSON.stringify(event)}\n`);
    }
  }
  await writeFile(path, lines.join(''));
  return status;
}

/** Removes weights that are not as they were written. */
async function keepSoundWeights(folder: string): Promise<{ hasWeights: boolean; isDamaged: boolean }> {
  const names = (await readdir(folder)).filter((name) => /^(checkpoint|best)-/.test(name));
  const found = names.length === 0 ? null : await newestSound(folder);
  const sound = new Set(found?.files.map((file) => file.name));
  for (const name of names.filter((one) => !sound.has(one))) await rm(join(folder, name));
  return { hasWeights: found !== null, isDamaged: names.length > sound.size };
}

function textIn(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch(() => null);
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
