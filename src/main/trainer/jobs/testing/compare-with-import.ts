import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NetloomDocument } from '../../../../graph-runtime/document/document';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import {
  type NetworkToExport,
  networkToExport,
} from '../../../../graph-runtime/exchange/export/network-to-export';
import type { TargetDescription } from '../../../../graph-runtime/datasets/target-description';
import { exportKeras } from '../../../../graph-runtime/exchange/export/keras/export-keras';
import { kerasFilePieces } from '../../../exchange/keras-file';
import { exportOnnx } from '../../../../graph-runtime/exchange/export/onnx/export-onnx';
import { exportTfjs } from '../../../../graph-runtime/exchange/export/tfjs/export-tfjs';
import { documentOfModel } from '../../../../graph-runtime/exchange/import/network/document-of-model';
import type { NetworkAnalysis } from '../../../../graph-runtime/infer/analysis';
import { analyze } from '../../../../graph-runtime/infer/analyze';
import { writeOnnxFile } from '../../../exchange/onnx-file';
import { writeProjectFiles } from '../../../exchange/project-files';
import { TensorFile } from '../../../exchange/tensor-file';
import { type TensorValues, valuesOf } from '../../../exchange/tensor-values';
import { MODEL_FILE, modelFiles } from '../../../exchange/tfjs-folder';
import { float32 } from '../../engine/tensor-data';
import { RunControl } from '../../prepare/run-control';
import { InferenceSession } from '../../program/inference-session';
import { importNetwork } from '../import-network';
import { compareScores, fedSeconds, type ScoreComparison } from './compare-scores';
import { randomWeights } from './random-weights';

export interface ImportComparison extends ScoreComparison {
  readonly exported: NetworkAnalysis;
  readonly imported: NetworkAnalysis;
}

/** Writes a network to a folder; returns the file that is to be imported. */
type WriteModel = (
  folder: string,
  network: NetworkToExport,
  values: TensorValues,
  target: TargetDescription | undefined,
) => Promise<string>;

const WRITERS = {
  async onnx(folder, network, values, target) {
    const path = join(folder, 'model.onnx');
    await writeOnnxFile(path, exportOnnx(network, { ...factsOf(network), target }), values);
    return path;
  },
  async keras(folder, network, values) {
    const { model } = exportKeras(network, factsOf(network));
    await writeProjectFiles(join(folder, 'keras'), [
      { name: 'model.keras', pieces: () => kerasFilePieces(model, values) },
    ]);
    return join(folder, 'keras', 'model.keras');
  },
  async tfjs(folder, network, values) {
    await writeProjectFiles(join(folder, 'tfjs'), modelFiles(exportTfjs(network, factsOf(network)), values));
    return join(folder, 'tfjs', MODEL_FILE);
  },
} as const satisfies Readonly<Record<string, WriteModel>>;

function factsOf({ analysis }: NetworkToExport) {
  return { document: serializeDocument(analysis.document), weights: 'random' };
}

/** Exports a network with random weights and statistics, imports it again, and compares the scores of both. */
export async function compareWithImport(
  document: NetloomDocument,
  count: number,
  format: keyof typeof WRITERS = 'onnx',
  labels?: TargetDescription,
): Promise<ImportComparison> {
  const folder = await mkdtemp(join(tmpdir(), 'netloom-import-'));
  const network = networkToExport(analyze(document));
  const session = await InferenceSession.open(network.analysis);
  try {
    const target = join(folder, 'weights.safetensors');
    const weights = randomWeights(network, session);
    const source = await WRITERS[format](folder, network, valuesOf(weights), labels);
    session.setWeights(weights);
    const read = await importNetwork({ type: 'import-network', source, target }, new RunControl());
    if (read === null) throw new Error('the import was stopped');
    const opened = documentOfModel(read.document, { weights: null, normalization: null });
    // A layers model has no normalization in its graph.
    const { normalization } = format === 'onnx' ? opened.training : document.training;
    const imported = analyze({
      ...opened,
      training: { ...opened.training, ...(normalization !== undefined && { normalization }) },
    });
    if (!imported.isTrainable) throw new Error(JSON.stringify(imported.diagnostics[0]));
    const again = await openWith(imported, target);
    try {
      const compared = await compareScores(
        network,
        session,
        async (examples, shape, numbers, seconds) => {
          const beside = numbers === null ? undefined : float32(numbers.standardized, numbers.shape);
          const fed = fedSeconds(seconds);
          const all = again.allScores(float32(examples, shape), beside, renamed(fed, network, imported));
          return all.map(({ values, shape: dims }) => ({ values: Float32Array.from(values), dims }));
        },
        count,
        labels,
      );
      return { ...compared, exported: network.analysis, imported };
    } finally {
      again.close();
    }
  } finally {
    session.close();
    await rm(folder, { recursive: true });
  }
}

/** Second images by the names that the imported network has for its inputs, in their order. */
function renamed(
  fed: ReturnType<typeof fedSeconds>,
  { seconds }: NetworkToExport,
  imported: NetworkAnalysis,
): ReturnType<typeof fedSeconds> {
  const names = networkToExport(imported).seconds;
  const given = seconds.map(({ path }, at) => [names[at]?.path ?? '', fed[path]] as const);
  return Object.fromEntries(given.flatMap(([path, value]) => (value === undefined ? [] : [[path, value]])));
}

async function openWith(analysis: NetworkAnalysis, path: string): Promise<InferenceSession> {
  const session = await InferenceSession.open(analysis);
  const file = await TensorFile.open(path);
  try {
    const weights = new Map<string, Float32Array>();
    for (const { path: node, weights: own } of analysis.nodes.values()) {
      for (const { name } of own) weights.set(`${node}/${name}`, await file.read(`${node}/${name}`));
    }
    session.setWeights(weights);
    return session;
  } finally {
    await file.close();
  }
}
