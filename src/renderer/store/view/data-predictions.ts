import { useEffect } from 'react';
import { create } from 'zustand';
import { SPLIT_NAMES, type SplitName } from '../../../contract/data-survey';
import type { Failure } from '../../../contract/failure';
import { inspectRun } from '../runs/inspect';
import { useStepOf } from '../runs/subject';
import type { PredictionsByPart } from './data-outcomes';

interface PredictionsState {
  /** Run, output, data set and step of the run that the predictions are of. */
  readonly key: string | null;
  readonly predictions: PredictionsByPart;
  /** The split that is being predicted. */
  readonly busy: SplitName | null;
  readonly failure: Failure | null;
}

const NONE: PredictionsByPart = {};

const useStore = create<PredictionsState>()(() => ({
  key: null,
  predictions: NONE,
  busy: null,
  failure: null,
}));

/** Of which examples, and of which main output; `output` absent: the first. */
interface PredictionsQuestion {
  readonly datasetId: string;
  readonly output?: string;
}

/**
 * Has a run predict the examples of those splits, one after the other. What it has predicted at the same step stays known.
 *
 * @param key of the run, its output, the data set and the step
 */
async function ask(
  key: string,
  runId: string,
  question: PredictionsQuestion,
  splits: readonly SplitName[],
): Promise<void> {
  if (useStore.getState().key !== key)
    useStore.setState({ key, predictions: NONE, busy: null, failure: null });
  if (useStore.getState().busy !== null) return;
  for (;;) {
    const { predictions, failure } = useStore.getState();
    const split = splits.find((name) => predictions[name] === undefined);
    if (split === undefined || failure !== null) return;
    useStore.setState({ busy: split });
    const reply = await inspectRun(runId, { type: 'predictions', ...question, split });
    if (useStore.getState().key !== key) return;
    useStore.setState((state) =>
      reply.ok
        ? { busy: null, predictions: { ...state.predictions, [split]: reply.value } }
        : { busy: null, failure: reply.error },
    );
  }
}

export interface AskedPredictions extends Pick<PredictionsState, 'predictions' | 'busy' | 'failure'> {
  /** Asks again, after a failure. */
  readonly retry: () => void;
}

/**
 * What a run makes of a data set's examples, as far as it is known; it is asked about the splits that are shown.
 *
 * @param output path of one of several main outputs; null: there is one
 */
export function usePredictions(
  runId: string | null,
  output: string | null,
  datasetId: string,
  splits: readonly SplitName[],
): AskedPredictions {
  const step = useStepOf(runId);
  const key = runId === null ? null : JSON.stringify([runId, output, datasetId, step]);
  const names = splits.join();
  const state = useStore();
  useEffect(() => {
    if (key === null || runId === null) return;
    void ask(
      key,
      runId,
      questionOf(datasetId, output),
      SPLIT_NAMES.filter((name) => names.split(',').includes(name)),
    );
  }, [key, runId, output, datasetId, names]);
  const isOf = key !== null && state.key === key;
  return {
    predictions: isOf ? state.predictions : NONE,
    busy: isOf ? state.busy : null,
    failure: isOf ? state.failure : null,
    retry: () => {
      useStore.setState({ failure: null });
      if (key !== null && runId !== null) void ask(key, runId, questionOf(datasetId, output), splits);
    },
  };
}

function questionOf(datasetId: string, output: string | null): PredictionsQuestion {
  return { datasetId, ...(output !== null && { output }) };
}
