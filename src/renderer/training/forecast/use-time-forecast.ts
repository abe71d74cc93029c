import { useEffect, useMemo, useState } from 'react';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { useAnalysis } from '../../store/document/analysis';
import { useDataset } from '../../store/document/datasets';
import { useDocument } from '../../store/document/document';
import { useMachineSpeed } from '../../store/runs/machine-speed';
import { forecastInThread, type TimeForecast } from './forecast-thread';

/** A forecast compiles the network, so it waits until the user pauses. */
export const PAUSE_MILLISECONDS = 400;

/** A forecast, and the document that it is for: the open one, but for an edit a moment ago. */
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
  const [forecast, setForecast] = useState<ForecastOfDocument | null>(null);
  useEffect(() => {
    if (document === null || dataset === null || machine === null) {
      setForecast(null);
      return;
    }
    let isCurrent = true;
    const timer = setTimeout(() => {
      void forecastInThread('time', { document, data: dataset, machine }).then((time) => {
        if (isCurrent) setForecast(time === null ? null : { document, time });
      });
    }, PAUSE_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [document, dataset, machine]);
  return forecast;
}
