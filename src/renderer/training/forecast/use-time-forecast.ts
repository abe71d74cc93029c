import { useEffect, useMemo, useState } from 'react';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { useMachineSpeed } from '../../store/runs/machine-speed';
import { afterPause } from './after-pause';
import { forecastInThread, type TimeForecast } from './forecast-thread';

/** A forecast, and the document that it is for: the open one, or as it was before an edit a moment ago. */
export interface ForecastOfDocument {
  readonly document: NetloomDocument;
  readonly time: TimeForecast;
}

/** How long the open network would train; null while that is not known, and where it cannot be trained. */
export function useTimeForecast(): ForecastOfDocument | null {
  const analysis = useAnalysis((current) => (current.isTrainable ? current : null));
  const training = useDocument((state) => state.document.training);
  const dataset = useDataset();
  const machine = useMachineSpeed();
  const document = useMemo(
    () => (analysis === null ? null : { ...analysis.document, training }),
    [analysis, training],
  );
  const generation = useDocument((state) => state.generation);
  const [forecast, setForecast] = useState<(ForecastOfDocument & { readonly generation: number }) | null>(
    null,
  );
  useEffect(() => {
    if (document === null || dataset === null || machine === null) {
      setForecast(null);
      return;
    }
    return afterPause(async (isCurrent) => {
      const time = await forecastInThread('time', { document, data: dataset, machine });
      if (isCurrent()) setForecast(time === null ? null : { document, time, generation });
    });
  }, [document, dataset, machine, generation]);
  // That of the network that was open before says nothing of this one, and what it offers would be done to the wrong one.
  return forecast?.generation === generation ? forecast : null;
}
