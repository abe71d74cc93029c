import type { ExportFacts } from '../../graph-runtime/exchange/export/format';
import type { NetworkToExport } from '../../graph-runtime/exchange/export/network-to-export';
import { exportKeras } from '../../graph-runtime/exchange/export/keras/export-keras';
import { exportOnnx } from '../../graph-runtime/exchange/export/onnx/export-onnx';
import { exportPytorch } from '../../graph-runtime/exchange/export/pytorch/export-pytorch';
import type { ExportFormatId } from '../../graph-runtime/exchange/export/registry';
import { exportSavedModel } from '../../graph-runtime/exchange/export/saved-model/export-saved-model';
import { exportedOutputs } from '../../graph-runtime/exchange/export/outputs';
import { exportTfjs } from '../../graph-runtime/exchange/export/tfjs/export-tfjs';
import { writeKerasProject } from './keras-project';
import { writeOnnxFile } from './onnx-file';
import { writePytorchProject } from './pytorch-project';
import { type SampleBatch, withProbabilities } from './sample-batch';
import type { TensorValues } from './tensor-values';
import { writeSavedModelFolder } from './saved-model-folder';
import { writeTfjsFolder } from './tfjs-folder';

/**
 * Writes a network to a place in one format.
 *
 * @throws the system's error; what was there is then as it was
 */
type ExportWriter = (
  path: string,
  network: NetworkToExport,
  facts: ExportFacts,
  values: TensorValues,
  /** Computes some examples with these weights. */
  sample: () => Promise<SampleBatch>,
) => Promise<void>;

/** How each format is written. */
export const exportWriters: Readonly<Record<ExportFormatId, ExportWriter>> = {
  onnx: (path, network, facts, values) => writeOnnxFile(path, exportOnnx(network, facts), values),
  pytorch: async (path, network, facts, values, sample) =>
    writePytorchProject(path, exportPytorch(network, facts), values, await sample()),
  keras: async (path, network, facts, values, sample) =>
    writeKerasProject(path, exportKeras(network, facts), values, await sample()),
  'saved-model': async (path, network, facts, values, sample) =>
    writeSavedModelFolder(path, exportSavedModel(network, facts), values, await sample()),
  tfjs: async (path, network, facts, values, sample) =>
    writeTfjsFolder(
      path,
      exportTfjs(network, facts),
      values,
      withProbabilities(
        await sample(),
        exportedOutputs(network, facts.target).map(({ turn }) => turn),
      ),
    ),
};
