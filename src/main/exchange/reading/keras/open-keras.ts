import { basename } from 'node:path';
import { importKeras } from '../../../../graph-runtime/exchange/import/keras/import-keras';
import type { KerasSourceModel } from '../../../../graph-runtime/exchange/import/keras/source-model';
import type { ByteSource } from '../../../data/file-tree/zip/byte-source';
import type { ModelFormat } from '../model-format';
import { isKerasArchive, isKerasHdf5, openKerasArchive, openKerasHdf5 } from './keras-file';
import { isTfjsModel, readTfjsModel } from './tfjs-model';

const named = (model: KerasSourceModel, { path }: ByteSource) =>
  importKeras(model, basename(path).replace(/\.[^.]*$/, ''));

/** A layers model of TensorFlow.js: `model.json`, with its weights beside it. */
export const tfjsModels: ModelFormat = {
  recognizes: isTfjsModel,
  open: async (source) => ({ result: named(readTfjsModel(source), source), close: () => {} }),
};

/** `.keras`. */
export const kerasArchives: ModelFormat = {
  recognizes: isKerasArchive,
  async open(source) {
    const { model, close } = await openKerasArchive(source);
    return { result: named(model, source), close };
  },
};

/** `.h5`. */
export const kerasHdf5Files: ModelFormat = {
  recognizes: isKerasHdf5,
  async open(source) {
    const { model, close } = await openKerasHdf5(source);
    return { result: named(model, source), close };
  },
};
