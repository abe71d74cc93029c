import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { importOnnx } from '../../../../graph-runtime/exchange/import/onnx/import-onnx';
import { type ByteSource, openByteSource } from '../../../data/file-tree/zip/byte-source';
import { sourceProblem } from '../../../data/file-tree/source-problem-error';
import type { ModelFormat } from '../model-format';
import { readOnnxModel } from './onnx-model';
import type { ReadExternal } from './onnx-tensor';

/** A protocol buffer's lengths have 31 bits; larger models have their values in other files. */
const MOST_BYTES = 2 ** 31 - 1;

/** By its first field: the version of the format, a small number; or by its name. */
export const onnxFiles: ModelFormat = {
  recognizes(source) {
    const [first = 0, second = 0] = source.read(0, 2);
    return (first === 0x08 && second > 0 && second < 64) || (/\.onnx$/i.test(source.path) && first !== 0x50);
  },
  async open(source) {
    if (source.size > MOST_BYTES) throw sourceProblem('unsupported-array', source.path, 'more than 2 GB');
    const external = new ExternalFiles(source.path);
    try {
      const model = readOnnxModel(source.read(0, source.size), source.path, external.read);
      const result = importOnnx(model, basename(source.path).replace(/\.onnx$/i, ''));
      return { result, close: () => external.close() };
    } catch (error) {
      external.close();
      throw error;
    }
  },
};

/** Files with values that lie beside the model; a model names them, and none outside of its folder is read. */
class ExternalFiles {
  readonly #open = new Map<string, ByteSource>();

  constructor(private readonly model: string) {}

  readonly read: ReadExternal = (location, offset, length) => {
    const folder = resolve(dirname(this.model));
    const path = resolve(folder, location);
    const inside = relative(folder, path);
    if (location === '' || isAbsolute(location) || inside.startsWith('..') || isAbsolute(inside)) {
      throw sourceProblem('unsupported-array', this.model, `a file outside of its folder: ${location}`);
    }
    const source = this.#open.get(location) ?? openByteSource(join(folder, inside));
    this.#open.set(location, source);
    if (!(offset >= 0 && length >= 0 && offset + length <= source.size)) {
      throw sourceProblem('file-damaged', this.model, `the values in ${location}`);
    }
    return source.read(offset, length);
  };

  close(): void {
    for (const source of this.#open.values()) source.close();
  }
}
