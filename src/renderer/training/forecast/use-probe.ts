import { useCallback, useEffect, useState } from 'react';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { request } from '../../store/bridge/bridge';
import { useRunElsewhere } from '../../store/runs/run-elsewhere';
import { isTraining, useRuns } from '../../store/runs/runs';
import { useTrainOn } from '../../store/runs/train-on';
import type { ForecastOfDocument } from './use-time-forecast';

/** A probe begins by itself where this much depends on it, in seconds of the run, and nobody has edited for a while. */
const WORTH_A_PROBE = 600;
const IDLE_MILLISECONDS = 4_000;

/** The probe of the network that a forecast is for. */
export interface Probe {
  readonly isMeasuring: boolean;
  /** Begins one; null while none can be made. */
  readonly start: (() => void) | null;
}

/** Where a probe is. `failed` is not tried again by itself. */
interface ProbeState {
  readonly document: NetloomDocument;
  readonly phase: 'measuring' | 'failed';
}

/**
 * A few real steps of the network, in their own process: by a click, and by itself before a long run. An edit ends it, and so does a
 * run; while one is in progress, or where the run is going to train on another machine, there is none. What it finds comes back with the machine's speed.
 */
export function useProbe(forecast: ForecastOfDocument | null): Probe {
  const isBusy = useRuns(isTraining);
  const isElsewhere = useRunElsewhere(({ run }) => run !== null);
  const [state, setState] = useState<ProbeState | null>(null);
  const document = forecast?.document ?? null;
  const isMeasured = forecast?.time.foundation === 'run' || forecast?.time.foundation === 'probe';
  const isHere = useTrainOn((state) => state.machine === null);
  const isPossible = document !== null && isHere && !isBusy && !isElsewhere;
  const own = state?.document === document ? state : null;
  const isWanted = isPossible && !isMeasured && own === null && (forecast?.time.seconds ?? 0) > WORTH_A_PROBE;

  const start = useCallback((of: NetloomDocument) => {
    setState({ document: of, phase: 'measuring' });
    void request('speed:measure', { document: of }).then((reply) =>
      setState((now) =>
        now?.document === of && now.phase === 'measuring'
          ? reply.ok
            ? null
            : { document: of, phase: 'failed' }
          : now,
      ),
    );
  }, []);
  const isMeasuring = own?.phase === 'measuring';
  // Another document is another question: an edit, or the panel closed.
  useEffect(() => {
    if (!isMeasuring) return;
    return () => void request('speed:stop', undefined);
  }, [isMeasuring]);
  useEffect(() => {
    if (!isWanted || document === null) return;
    const timer = setTimeout(() => {
      if (window.document.visibilityState === 'visible') start(document);
    }, IDLE_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isWanted, document, start]);
  return {
    isMeasuring: isMeasuring && !isBusy,
    start: isPossible && document !== null && !isMeasuring ? () => start(document) : null,
  };
}
