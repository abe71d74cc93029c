import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { learningRateAt } from '../../../graph-runtime/settings/schedules/registry';

/** Fine enough for the corners of a schedule in steps at the width of the panel. */
const SAMPLES = 240;
/** Stands for the steps of an epoch, which are not known before the run. */
const STEPS_PER_EPOCH = 100;

/** The learning rate over a run, as the trainer will use it: places from 0 to 1, and the rates there. */
export interface ScheduleCurve {
  readonly places: readonly number[];
  readonly rates: readonly number[];
}

/** Samples the schedule of the settings; null when the learning rate never changes. */
export function scheduleCurve(settings: TrainingSettings): ScheduleCurve | null {
  const { schedule, optimizer, epochs } = settings;
  if (schedule.type === 'constant' && schedule.warmupEpochs === 0) return null;
  const places = Array.from({ length: SAMPLES + 1 }, (_, index) => index / SAMPLES);
  const rates = places.map((place) => {
    // The last step lies before the end, not on it.
    const epoch = Math.min(place * epochs, epochs - 1 / STEPS_PER_EPOCH);
    return learningRateAt(schedule, optimizer.learningRate, { epoch, epochs }, STEPS_PER_EPOCH);
  });
  return { places, rates };
}
