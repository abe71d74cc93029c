import type { NetloomDocument } from '../graph-runtime/document/document';
import type { NetworkImportReport } from '../graph-runtime/exchange/import/network/import-report';

/** A network imported from a model file, and what happened to the rest of the file. */
export interface ReadNetwork {
  /** Without a reference to its weights: where they are kept is not known where it is read. */
  readonly document: NetloomDocument;
  readonly report: NetworkImportReport;
  /** Of the file of weights that was written; null: the network has none. */
  readonly sha256: string | null;
}

/** The same, with its weights taken in. */
export interface ImportedNetworkFile {
  /** The name of the file it came from. */
  readonly file: string;
  readonly network: ReadNetwork;
}
