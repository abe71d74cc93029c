import type { LayerTimes } from '../../../contract/contract';

/** A line of the table of times. */
export interface LayerTimeRow {
  /** The layer's path; or what is around the layers in a step. */
  readonly key: string;
  readonly kind: 'layer' | 'input' | 'update';
  readonly forward: number;
  /** Milliseconds; null where there is no such part. */
  readonly backward: number | null;
  readonly total: number;
  /** Of all parts together. */
  readonly share: number;
}

/** The parts of a training step in the order in which they are computed: the batch, the layers, the optimizer. */
export function layerTimeRows(times: LayerTimes): readonly LayerTimeRow[] {
  const { layers, inputMilliseconds, updateMilliseconds, sumMilliseconds } = times;
  const share = (part: number) => (sumMilliseconds > 0 ? part / sumMilliseconds : 0);
  const alone = (kind: 'input' | 'update', part: number): LayerTimeRow => ({
    key: kind,
    kind,
    forward: part,
    backward: null,
    total: part,
    share: share(part),
  });
  return [
    alone('input', inputMilliseconds),
    ...layers.map(({ path, forwardMilliseconds, backwardMilliseconds }): LayerTimeRow => {
      const total = forwardMilliseconds + backwardMilliseconds;
      return {
        key: path,
        kind: 'layer',
        forward: forwardMilliseconds,
        backward: backwardMilliseconds,
        total,
        share: share(total),
      };
    }),
    alone('update', updateMilliseconds),
  ];
}
