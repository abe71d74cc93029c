import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';
import type { ProjectVersion, Reply } from '../../../contract/contract';
import { failed, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { writeFileAtomically } from '../../files/atomic-write';
import { digestOf } from '../../files/digest';
import { systemErrorCode } from '../../files/file-system';
import { Sequencer } from '../../files/sequencer';
import type { Log } from '../../log/log';
import { NETWORK_FILE_LIMIT } from '../network-file';
import { differenceOf } from './difference';
import { chooseVersionsToForget } from './thinning';
import { fileNameOf, isSameContent, versionOf } from './version-name';

/** Versions kept of one project. */
const MAXIMUM_VERSIONS = 100;
/** Bytes kept of all projects together; the oldest versions go first. */
const MAXIMUM_BYTES = 256e6;

export interface VersionHistory {
  /** Keeps the version just saved at `filePath`. Saving never fails because of it: what goes wrong is logged. */
  record(filePath: string, document: NetloomDocument): Promise<void>;
  /**
   * Keeps what a file holds that was opened, where nothing is known of it yet: it came from elsewhere, and this version stays for good. As with
   * `record`, nothing fails because of it.
   */
  recordReceived(filePath: string, document: NetloomDocument): Promise<void>;
  /** What the file was when it came from elsewhere; null where it did not, or that cannot be read. */
  received(filePath: string): Promise<NetloomDocument | null>;
  /** The newest first. */
  list(filePath: string): Promise<readonly ProjectVersion[]>;
  read(filePath: string, id: string): Promise<Reply<{ readonly document: NetloomDocument }>>;
  /** Forgets the oldest versions of all projects until they fit their share of the disk. */
  prune(): Promise<void>;
}

/**
 * The saved versions of every project, in the app's own folder: a directory a project, a compressed file a version, whose name
 * has all that a list shows, so that listing reads no file.
 */
export function openVersionHistory(folder: string, log: Log): VersionHistory {
  const folderOf = (filePath: string) => join(folder, digestOf(filePath).slice(0, 24));
  const recording = new Sequencer();

  async function record(filePath: string, document: NetloomDocument): Promise<void> {
    const own = folderOf(filePath);
    await mkdir(own, { recursive: true });
    const text = serializeDocument(document);
    const digest = digestOf(text);
    const versions = await versionsIn(own);
    const [newest] = versions;
    if (newest !== undefined && isSameContent(newest.id, digest)) return;
    const before = newest === undefined ? null : await readVersion(own, newest.id);
    const version = {
      // Two saves within a millisecond still are in their order.
      savedAt: Math.max(Date.now(), (newest?.savedAt ?? 0) + 1),
      bytes: Buffer.byteLength(text),
      nodeCount: document.nodes.length,
      difference: before?.ok === true ? differenceOf(before.value.document, document) : null,
    };
    await writeFileAtomically(join(own, fileNameOf(version, digest)), await promisify(gzip)(text));
    const saved = (await versionsIn(own)).filter(({ isReceived }) => isReceived !== true);
    for (const { id } of chooseVersionsToForget(saved, MAXIMUM_VERSIONS)) {
      await rm(join(own, `${id}.json.gz`), { force: true });
    }
  }

  async function recordReceived(filePath: string, document: NetloomDocument): Promise<void> {
    const own = folderOf(filePath);
    if ((await versionsIn(own)).length > 0) return;
    await mkdir(own, { recursive: true });
    const text = serializeDocument(document);
    const version = {
      savedAt: Date.now(),
      bytes: Buffer.byteLength(text),
      nodeCount: document.nodes.length,
      difference: null,
      isReceived: true,
    } as const;
    await writeFileAtomically(join(own, fileNameOf(version, digestOf(text))), await promisify(gzip)(text));
  }

  return {
    record: (filePath, document) => {
      const recorded = recording.queue(() => record(filePath, document));
      return recorded.catch((error: unknown) => log.error('version not kept', error));
    },
    recordReceived: (filePath, document) => {
      const recorded = recording.queue(() => recordReceived(filePath, document));
      return recorded.catch((error: unknown) => log.error('received version not kept', error));
    },
    received: async (filePath) => {
      await recording.whenIdle();
      const found = (await versionsIn(folderOf(filePath))).find(({ isReceived }) => isReceived === true);
      const read = found === undefined ? null : await readVersion(folderOf(filePath), found.id);
      return read?.ok === true ? read.value.document : null;
    },
    list: async (filePath) => {
      await recording.whenIdle();
      return versionsIn(folderOf(filePath));
    },
    read: (filePath, id) => readVersion(folderOf(filePath), id),
    prune: () => prune(folder).catch((error: unknown) => log.error('old versions not forgotten', error)),
  };
}

async function versionsIn(folder: string): Promise<readonly ProjectVersion[]> {
  const versions = (await namesIn(folder)).flatMap((name) => versionOf(name) ?? []);
  return versions.sort((a, b) => b.savedAt - a.savedAt);
}

async function readVersion(
  folder: string,
  id: string,
): Promise<Reply<{ readonly document: NetloomDocument }>> {
  const missing = failed(failure('version-missing'));
  // Only a name that a version can have: an id never leads out of the folder.
  if (versionOf(`${id}.json.gz`) === null) return missing;
  try {
    const packed = await readFile(join(folder, `${id}.json.gz`));
    const text = await promisify(gunzip)(packed, { maxOutputLength: NETWORK_FILE_LIMIT });
    const parsed = parseDocument(text.toString('utf8'));
    return parsed.ok ? success({ document: parsed.document }) : missing;
  } catch (error) {
    // Gone, or damaged by the disk: either way it cannot be had.
    if (systemErrorCode(error) === '') throw error;
    return missing;
  }
}

async function prune(folder: string): Promise<void> {
  const files: { path: string; savedAt: number; bytes: number }[] = [];
  for (const project of await namesIn(folder)) {
    for (const name of await namesIn(join(folder, project))) {
      const version = versionOf(name);
      if (version === null || version.isReceived === true) continue;
      const path = join(folder, project, name);
      files.push({ path, savedAt: version.savedAt, bytes: (await stat(path)).size });
    }
  }
  let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  for (const file of files.sort((a, b) => a.savedAt - b.savedAt)) {
    if (bytes <= MAXIMUM_BYTES) return;
    await rm(file.path, { force: true });
    bytes -= file.bytes;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}
