import type { DeviceInfo } from './run-events';

export interface LayerTime {
  /** The flat node's path, inside of blocks and repetitions too (`stage2/residual1/conv1`). */
  readonly path: string;
  readonly forwardMilliseconds: number;
  /** Gradients of its inputs and weights; 0 where none flow (pixels learn nothing). */
  readonly backwardMilliseconds: number;
}

/**
 * Measured in training steps on a copy of the network, whose layers run strictly one after the other while the clock is read between
 * them; medians of several such steps. At the output, the loss. Layers that the ordinary step fuses or runs side by side are apart
 * here, so that the sum differs from `stepMilliseconds`.
 */
export interface LayerTimes {
  readonly step: number;
  /** Examples in the measured steps: the run's own number at a time, or fewer where memory is short. */
  readonly batchSize: number;
  /** Measured steps of each kind. */
  readonly rounds: number;
  readonly device: DeviceInfo;
  /** In order of computation; all nodes that are computed in training. */
  readonly layers: readonly LayerTime[];
  /** Gathering, resizing, augmenting and normalizing the batch. */
  readonly inputMilliseconds: number;
  /** The optimizer. */
  readonly updateMilliseconds: number;
  /** Input, all layers and update. */
  readonly sumMilliseconds: number;
  /** An ordinary whole step on the same batch, with nothing measured inside. */
  readonly stepMilliseconds: number;
}
