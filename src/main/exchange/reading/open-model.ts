import { ZodError } from 'zod';
import { CannotMap } from '../../../graph-runtime/exchange/import/network/network-builder';
import { ProtobufError } from '../../../graph-runtime/exchange/protobuf-reader';
import { sourceProblem } from '../../data/file-tree/source-problem-error';
import { openByteSource } from '../../data/file-tree/zip/byte-source';
import { kerasArchives, kerasHdf5Files, tfjsModels } from './keras/open-keras';
import type { ModelFormat, OpenedModel } from './model-format';
import { onnxFiles } from './onnx/open-onnx';

/** A new one is its import and one more entry. */
const formats: readonly ModelFormat[] = [kerasArchives, kerasHdf5Files, tfjsModels, onnxFiles];

/**
 * The network in a file, as layers.
 *
 * @throws SourceProblemError when it is none, or damaged
 */
export async function openModel(path: string): Promise<OpenedModel> {
  const source = openByteSource(path);
  try {
    const format = formats.find((one) => one.recognizes(source));
    if (format === undefined) throw sourceProblem('unsupported-array', path, 'no network');
    const { result, close } = await format.open(source);
    return {
      result,
      close() {
        close();
        source.close();
      },
    };
  } catch (error) {
    source.close();
    throw modelProblem(error, path);
  }
}

/** Sizes that no array can have, and names that no document can: only a file that was damaged or made for it says such. */
export function modelProblem(error: unknown, path: string): unknown {
  const isLie = LIES.some((kind) => error instanceof kind);
  return isLie ? sourceProblem('file-damaged', path, 'its sizes contradict each other') : error;
}

const LIES = [RangeError, ZodError, CannotMap, ProtobufError] as const;
