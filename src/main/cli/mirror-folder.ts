import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { ELSEWHERE_FILE, EVENTS_FILE, readElsewhere } from '../remote/mirror';
import { inspectFolder, MARKER_FILE } from '../trainer/run-folder/folder-contents';

/** What a run elsewhere has here before anything of its results. */
const MIRROR_FILES: ReadonlySet<string> = new Set([ELSEWHERE_FILE, EVENTS_FILE]);

/** The folder that is to mirror a run elsewhere. */
export interface MirrorFolder {
  readonly folder: string;
  /** The folder of the run that is continued; absent: it is a new one. */
  readonly resume: string | undefined;
  readonly overwrite: boolean;
}

/** Whether a run elsewhere can have that folder here: one that ended without results leaves nothing that must stay. */
export async function requireMirrorFolder({ folder, resume, overwrite }: MirrorFolder): Promise<Reply<null>> {
  if (resume !== undefined) return success(null);
  const contents = await inspectFolder(folder);
  const name = basename(folder);
  const earlier = await readElsewhere(folder);
  const isMirror = earlier !== null;
  if (contents.kind === 'foreign' && !(isMirror && contents.names.every((one) => MIRROR_FILES.has(one))))
    return failed(failure('folder-not-a-run', { name, files: contents.names.join(', ') }));
  const hasResults = contents.kind === 'run' && contents.hasResults;
  const isLeft = isMirror && earlier.end !== null && !hasResults;
  const isFree = contents.kind === 'free' || isLeft || overwrite;
  return isFree ? success(null) : failed(failure('run-folder-in-use', { name }));
}

/** Only files with the names of a run's, as the trainer does it. */
export async function removeEarlier(folder: string): Promise<void> {
  const contents = await inspectFolder(folder);
  const own = contents.kind === 'run' ? [...contents.files, MARKER_FILE] : [];
  for (const name of [...own, ...MIRROR_FILES]) await rm(join(folder, name), { force: true });
}
