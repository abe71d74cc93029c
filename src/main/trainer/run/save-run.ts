import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochPoint } from '../../../contract/contract';
import { serializeDocument } from '../../../graph-runtime/document/serialize';
import { writeFileAtomically } from '../../files/atomic-write';
import { writeFailure } from '../../files/file-failure';
import type { PreparedRun } from '../program/prepared-run';
import { readWeights } from '../program/program-state';
import { packTensors } from '../program/weights-file';
import { RunFailure } from '../protocol/trainer-failure';
import { METRICS_FILE, WEIGHTS_FILE } from '../run-folder/folder-contents';
import { DOCUMENT_FILE } from '../run-folder/stored-document';

/**
 * Writes the results of a run: `weights.safetensors` (weights and running statistics, named by node path), `metrics.json` (one
 * entry for each epoch) and `document.json` (the network with the settings it was trained with).
 *
 * @throws RunFailure when the folder cannot be written
 */
export async function saveRun(
  run: PreparedRun,
  history: readonly EpochPoint[],
  directory: string,
): Promise<void> {
  const { document, session } = run;
  const metrics = { device: session.device, engine: session.engine.name, epochs: history };
  const files: readonly (readonly [string, string | readonly Uint8Array[]])[] = [
    [WEIGHTS_FILE, packTensors(readWeights(run), { format: 'netloom', network: document.name })],
    [METRICS_FILE, `${JSON.stringify(metrics, null, 2)}\n`],
    [DOCUMENT_FILE, serializeDocument(document)],
  ];
  for (const [name, content] of files) {
    const path = join(directory, name);
    try {
      await mkdir(directory, { recursive: true });
      await writeFileAtomically(path, content);
    } catch (error) {
      throw new RunFailure(writeFailure(path, error));
    }
  }
}
