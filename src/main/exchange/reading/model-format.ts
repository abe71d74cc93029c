import type { ImportResult } from '../../../graph-runtime/exchange/import/network/import-result';
import type { ByteSource } from '../../data/file-tree/zip/byte-source';

/** A network that was read; values of its tensors can be asked for until it is closed. */
export interface OpenedModel {
  readonly result: ImportResult;
  close(): void;
}

/** A kind of files that hold networks with their weights. */
export interface ModelFormat {
  /** By what is in the file, whatever it is called. */
  recognizes(source: ByteSource): boolean;
  /** @throws SourceProblemError */
  open(source: ByteSource): Promise<OpenedModel>;
}
