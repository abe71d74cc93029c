import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { writeFileAtomically } from '../../files/atomic-write';
import { digestOfFile } from '../../files/digest';
import type { LocalFile } from '../../remote/start-run';
import { MARKER_FILE } from '../../trainer/run-folder/folder-contents';
import { DOCUMENT_FILE } from '../../trainer/run-folder/stored-document';
import { MIRROR_FOLDER } from '../run-files';
import { MIRRORED_CHECKPOINTS, placeFile, resumedFrom } from './take-results';

/** What is to be trained there. */
export interface RemoteStart {
  readonly runId: string;
  readonly document: NetloomDocument;
  readonly initialWeights: string | null;
  /** At its newest checkpoint. */
  readonly isResumed: boolean;
}

const NETWORK_FILE = 'network.json';
const WEIGHTS_FILE = 'initial-weights.safetensors';

/**
 * What a run needs there: its network with weights to begin with, or, to be resumed, a folder as `train --out` leaves it.
 *
 * @param folder the run's
 */
export async function filesFor(
  { document, initialWeights, isResumed }: RemoteStart,
  folder: string,
): Promise<readonly LocalFile[]> {
  const place = join(folder, MIRROR_FOLDER);
  const name = isResumed ? DOCUMENT_FILE : NETWORK_FILE;
  await writeFileAtomically(join(place, name), serializeDocument(document));
  const network = { name, source: join(place, name) };
  if (!isResumed) {
    return initialWeights === null ? [network] : [network, { name: WEIGHTS_FILE, source: initialWeights }];
  }
  const startedAt = new Date().toISOString();
  const marker = { format: 'netloom-run', version: 1, network: document.name, startedAt };
  await writeFileAtomically(join(place, MARKER_FILE), `${JSON.stringify(marker)}\n`);
  const checkpoints = await resumedFrom(folder);
  return [
    network,
    { name: MARKER_FILE, source: join(place, MARKER_FILE) },
    ...checkpoints.map((one) => ({ name: `${MIRRORED_CHECKPOINTS}/${one}`, source: join(folder, one) })),
  ];
}

/** What `train` is called with there. */
export function argumentsFor({ document, initialWeights, isResumed }: RemoteStart): readonly string[] {
  const { epochs } = document.training;
  if (isResumed) return ['--resume', 'out', '--json', '--epochs', String(epochs)];
  const weights = initialWeights === null ? [] : ['--weights', WEIGHTS_FILE];
  return [NETWORK_FILE, '--out', 'out', '--json', ...weights];
}

/** What of the results is here already, because it has been sent from here: with its SHA-256. */
export async function known(
  folder: string,
  place: string,
  { isResumed }: RemoteStart,
): Promise<Record<string, string>> {
  if (!isResumed) return {};
  await mkdir(join(place, MIRRORED_CHECKPOINTS), { recursive: true });
  const names = await resumedFrom(folder);
  for (const name of names) await placeFile(join(folder, name), join(place, MIRRORED_CHECKPOINTS, name));
  const digests = names.map(async (name) => [
    `${MIRRORED_CHECKPOINTS}/${name}`,
    await digestOfFile(join(folder, name)),
  ]);
  return Object.fromEntries(await Promise.all(digests));
}
