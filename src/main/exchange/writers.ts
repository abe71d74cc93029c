import { exportOnnx } from '../../graph-runtime/exchange/export/onnx/export-onnx';
import type { ExportFacts } from '../../graph-runtime/exchange/export/format';
import type { NetworkToExport } from '../../graph-runtime/exchange/export/network-to-export';
import type { ExportFormatId } from '../../graph-runtime/exchange/export/registry';
import { writeOnnxFile } from './onnx-file';
import type { TensorValues } from './tensor-values';

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
) => Promise<void>;

/** How each format is written. */
export const exportWriters: Readonly<Record<ExportFormatId, ExportWriter>> = {
  onnx: (path, network, facts, values) => writeOnnxFile(path, exportOnnx(network, facts), values),
};
