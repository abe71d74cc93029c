import type { NetloomDocument } from '../../src/graph-runtime/document/document';
import type { ExampleValues, PreparedTarget } from '../../src/main/data/prepared-example';
import type { DatasetPlan } from '../../src/main/data/write-prepared-dataset';

/** One network on one data set, trained by Netloom and its peers. */
export interface TargetCase {
  readonly name: string;
  /** What the peers compute: the name of a loss, as documents have it. */
  readonly loss: string;
  readonly plan: Pick<DatasetPlan, 'dtype' | 'exampleShape' | 'target'>;
  readonly examples: readonly { readonly values: ExampleValues; readonly target: PreparedTarget }[];
  readonly document: NetloomDocument;
  readonly batchSize: number;
  /** Keras' models of it would be written otherwise: it is compared with PyTorch only. */
  readonly isForTorchOnly?: true;
  /** Where it trains longer than one. */
  readonly epochs?: number;
}
