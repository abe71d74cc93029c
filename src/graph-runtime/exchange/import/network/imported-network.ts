import type { NetloomDocument } from '../../../document/document';
import type { NetworkImportReport } from './import-report';
import type { SourceTensor } from './weight-values';

/** A weight of the network with its values, in the order that the network has. */
export interface ImportedWeight {
  /** `stage1/residual1/conv1/kernel`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly tensor: SourceTensor;
}

/** What a model from elsewhere becomes. */
export interface ImportedNetwork {
  readonly document: NetloomDocument;
  readonly weights: readonly ImportedWeight[];
  readonly report: NetworkImportReport;
}
