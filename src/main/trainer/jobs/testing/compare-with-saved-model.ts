import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import { exportSavedModel } from '../../../../graph-runtime/exchange/export/saved-model/export-saved-model';
import { networkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { writeSavedModelFolder } from '../../../exchange/saved-model-folder';
import { valuesOf } from '../../../exchange/tensor-values';
import { loadEngine } from '../../engine/tensorflow';
import { InferenceSession } from '../../program/inference-session';
import { compareScores, type ScoreComparison } from './compare-scores';
import { randomWeights } from './random-weights';

/** The scores of a SavedModel beside the engine's, and whether probabilities come out, too. */
export interface SavedModelComparison extends ScoreComparison {
  readonly outputs: readonly string[];
}

const EMPTY = { inputs: new Float32Array(), shape: [0], scores: new Float32Array(), scoresShape: [0] };

/** Exports a network with random weights, and has TensorFlow load the file and call its signature as a server does. */
export async function compareWithSavedModel(
  document: NetloomDocument,
  count: number,
  target?: TargetDescription,
): Promise<SavedModelComparison> {
  const network = networkToExport(analyze(document));
  const folder = await mkdtemp(join(tmpdir(), 'netloom-saved-model-'));
  const session = await InferenceSession.open(network.analysis);
  try {
    const weights = randomWeights(network, session);
    session.setWeights(weights);
    const facts = { document: serializeDocument(document), weights: 'random', target };
    const exported = exportSavedModel(network, facts);
    await writeSavedModelFolder(folder, exported, valuesOf(weights), EMPTY);
    const { tf } = await loadEngine();
    const model = await tf.node.loadSavedModel(folder, ['serve'], 'serving_default');
    let outputs: readonly string[] = [];
    try {
      const compared = await compareScores(
        network,
        session,
        async (examples, shape, numbers) => {
          const input = tf.tensor(examples, [...shape]);
          const beside = numbers && { numbers: tf.tensor(numbers.measured, [...numbers.shape]) };
          const found = model.predict({ input, ...beside });
          if (Array.isArray(found) || found instanceof tf.Tensor) throw new Error('outputs have no names');
          outputs = Object.keys(found);
          const scores = exported.outputs.map(async (name) => {
            const own = found[name];
            if (own === undefined) throw new Error(`there is no ${name}`);
            return { values: await own.data(), dims: own.shape };
          });
          const values = await Promise.all(scores);
          tf.dispose([input, ...Object.values(beside ?? {}), ...Object.values(found)]);
          return values;
        },
        count,
        target,
      );
      return { ...compared, outputs: [...outputs].sort() };
    } finally {
      model.dispose();
    }
  } finally {
    session.close();
    await rm(folder, { recursive: true });
  }
}
