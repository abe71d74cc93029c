import { useEffect, useState } from 'react';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useDatasets } from '../../store/document/datasets';
import { useMachineSpeed } from '../../store/runs/machine-speed';
import { afterPause } from './after-pause';
import { forecastInThread, type NetworkTime } from './forecast-thread';

/**
 * How long each of several networks would train, one after the other; empty while that is not known. Null for those that cannot be trained here.
 *
 * @param documents the same array as long as the question is the same
 */
export function useTimes(documents: readonly NetloomDocument[]): readonly (NetworkTime | null)[] {
  const datasets = useDatasets();
  const machine = useMachineSpeed();
  const [times, setTimes] = useState<readonly (NetworkTime | null)[]>([]);
  useEffect(() => {
    setTimes([]);
    return afterPause(async (isCurrent) => {
      // One by one, so that the first are known soon and an answer that nobody waits for any more is the last.
      for (const document of documents) {
        const data = datasets.find(({ id }) => id === document.dataset.id);
        const [time = null] =
          machine === null || data === undefined
            ? []
            : await forecastInThread('times', { documents: [document], data, machine });
        if (!isCurrent()) return;
        setTimes((before) => [...before, time]);
      }
    });
  }, [documents, datasets, machine]);
  return times;
}
