import { useMemo } from 'react';
import type { DatasetSummary, PresetSummary } from '../../../contract/contract';
import { useTimes } from '../../training/forecast/use-times';

const NONE: readonly never[] = [];

/** Estimated seconds of training, of the presets whose data set is here, by their id; they come one by one. */
export function usePresetTimes(
  presets: readonly PresetSummary[] | null,
  datasets: readonly Pick<DatasetSummary, 'id'>[] | null,
): ReadonlyMap<string, number> {
  const trainable = useMemo(
    () => (presets ?? NONE).filter(({ document }) => datasets?.some(({ id }) => id === document.dataset.id)),
    [presets, datasets],
  );
  const documents = useMemo(() => trainable.map(({ document }) => document), [trainable]);
  const times = useTimes(documents);
  return useMemo(
    () =>
      new Map(
        times.flatMap((time, at): [string, number][] => {
          const preset = trainable[at];
          return time === null || preset === undefined ? [] : [[preset.id, time.seconds]];
        }),
      ),
    [times, trainable],
  );
}
