import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import {
  OWN_LAYERS_SCRIPT,
  usesOwnLayers,
} from '../../../../graph-runtime/exchange/export/tfjs/files/own-layers';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import { exportProblems } from '../../../../graph-runtime/exchange/export/export-problems';
import { networkToExport } from '../../../../graph-runtime/exchange/export/network-to-export';
import { tfjs } from '../../../../graph-runtime/exchange/export/tfjs/tfjs';
import { exportTfjs } from '../../../../graph-runtime/exchange/export/tfjs/export-tfjs';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { writeProjectFiles } from '../../../exchange/project-files';
import { valuesOf } from '../../../exchange/tensor-values';
import { MODEL_FILE, modelFiles } from '../../../exchange/tfjs-folder';
import { loadEngine } from '../../engine/tensorflow';
import { InferenceSession } from '../../program/inference-session';
import { compareScores, type ScoreComparison } from './compare-scores';
import { randomWeights } from './random-weights';

/**
 * Exports a network with random weights, and compares the scores of TensorFlow.js with the engine's; null where it cannot be exported.
 *
 * @param labels what the labels of the data set are, among which numbers beside examples lie
 */
export async function compareWithTfjs(
  document: NetloomDocument,
  count: number,
  labels?: TargetDescription,
): Promise<ScoreComparison | null> {
  const analysis = analyze(document);
  if (exportProblems(analysis, tfjs).length > 0) return null;
  const network = networkToExport(analysis);
  const folder = await mkdtemp(join(tmpdir(), 'netloom-tfjs-'));
  const session = await InferenceSession.open(network.analysis);
  try {
    const weights = randomWeights(network, session);
    const facts = {
      document: serializeDocument(document),
      weights: 'random',
      target: labels,
    };
    const exported = exportTfjs(network, facts);
    await writeProjectFiles(folder, modelFiles(exported, valuesOf(weights)));
    session.setWeights(weights);
    const { tf } = await loadEngine();
    // As the page does it.
    if (usesOwnLayers(exported)) runInNewContext(OWN_LAYERS_SCRIPT, { tf });
    const whole = await tf.loadLayersModel(`file://${join(folder, MODEL_FILE)}`);
    const { metadata } = exported;
    const outputs = exported.outputs.map(({ scores }) => {
      const layer = exported.layers.find(({ calls }) => calls.some(({ value }) => value === scores));
      const call = layer?.calls.findIndex(({ value }) => value === scores) ?? 0;
      const found = whole.getLayer(layer?.name ?? scores).getOutputAt(call);
      if (Array.isArray(found)) throw new Error(`${scores} are several`);
      return found;
    });
    const model = tf.model({ inputs: whole.inputs, outputs });
    try {
      return await compareScores(
        network,
        session,
        async (examples, shape, numbers) => {
          const given = [tf.tensor(normalized(examples, metadata.normalization), [...shape])];
          if (numbers !== null) {
            // As the page does it.
            const beside = normalized(numbers.measured, metadata.numbers?.measured ?? null);
            given.push(tf.tensor(beside, [...numbers.shape]));
          }
          const scores = [model.predict(given)].flat();
          const found = await Promise.all(
            scores.map(async (one) => ({ values: await one.data(), dims: one.shape })),
          );
          tf.dispose([...given, ...scores]);
          return found;
        },
        count,
        labels,
      );
    } finally {
      whole.dispose();
    }
  } finally {
    session.close();
    await rm(folder, { recursive: true });
  }
}

function normalized(
  examples: Float32Array,
  normalization: { readonly mean: readonly number[]; readonly deviation: readonly number[] } | null,
): Float32Array {
  if (normalization === null) return examples;
  const { mean, deviation } = normalization;
  return examples.map((value, at) => {
    const channel = at % mean.length;
    return (value - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
  });
}
