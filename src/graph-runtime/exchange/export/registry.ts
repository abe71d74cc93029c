import type { ExportFormat } from './format';
import { keras } from './keras/keras';
import { onnx } from './onnx/onnx';
import { pytorch } from './pytorch/pytorch';
import { savedModel } from './saved-model/saved-model';
import { tfjs } from './tfjs/tfjs';

/** What networks are exported to. A new format is its import and one more entry, here and among main's writers. */
export const exportFormats = {
  onnx,
  pytorch,
  keras,
  'saved-model': savedModel,
  tfjs,
} as const satisfies Readonly<Record<string, ExportFormat>>;
export type ExportFormatId = keyof typeof exportFormats;

export const EXPORT_FORMAT_IDS = Object.keys(exportFormats) as readonly ExportFormatId[];
