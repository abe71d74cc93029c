import { type EpochPoint, metricOf } from '../../../contract/contract';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { bestEpochMonitor } from '../../../graph-runtime/resume/resume-rules';
import { plateauOf } from '../../../graph-runtime/settings/schedules/registry';
import { type MetricId, metric } from '../../../graph-runtime/targets/metrics';
import type { RunState } from '../checkpoints/run-state';
import { afterEpoch, NO_IMPROVEMENT, type Watch } from './improvement';

/** What a checkpoint keeps of it. */
export type EpochMonitorState = Pick<RunState, 'plateaus' | 'plateau' | 'best'>;

/**
 * Watches a run from epoch to epoch, by the examples held out from training if there are any, else by the test set: which epoch is the
 * best, whether the learning rate has come to a plateau, and whether it is time to stop early.
 */
export class EpochMonitor {
  readonly #settings: TrainingSettings;
  readonly #metric: MetricId;
  #state: EpochMonitorState;

  /**
   * @param resumed what was known when the run was saved
   * @param metric what is watched where it is not the loss
   */
  constructor(settings: TrainingSettings, resumed: RunState | null, metric: MetricId = 'accuracy') {
    this.#settings = settings;
    this.#metric = metric;
    const { plateaus, plateau, best } = resumed ?? {
      plateaus: 0,
      plateau: NO_IMPROVEMENT,
      best: NO_IMPROVEMENT,
    };
    // A run that stopped early and is given more epochs gets its whole patience again.
    const resetsPatience = resumed?.ended === 'early-stopping' && settings.epochs > resumed.training.epochs;
    // A loss says nothing about an accuracy: with another metric, the search for the best epoch starts over.
    const isSameMetric =
      resumed === null || bestEpochMonitor(resumed.training) === bestEpochMonitor(settings);
    const known = isSameMetric ? best : NO_IMPROVEMENT;
    this.#state = { plateaus, plateau, best: resetsPatience ? { ...known, waited: 0 } : known };
  }

  get state(): EpochMonitorState {
    return this.#state;
  }

  /** Whether early stopping ends the run here. */
  get shouldStopEarly(): boolean {
    const { earlyStopping } = this.#settings;
    return earlyStopping !== undefined && this.#state.best.waited >= earlyStopping.patience;
  }

  /** Takes an epoch in; true when it is the best so far. */
  take(point: EpochPoint): boolean {
    const { earlyStopping } = this.#settings;
    const loss = point.validationLoss ?? point.testLoss;
    const isLoss = bestEpochMonitor(this.#settings) === 'loss';
    const part = point.validationLoss === undefined ? 'test' : 'validation';
    const value = metricOf(point, part, this.#metric) ?? Number.NaN;
    const watch: Watch = {
      minimumDelta: earlyStopping?.minimumDelta ?? 0,
      better: isLoss ? 'lower' : metric(this.#metric).better,
    };
    const best = afterEpoch(this.#state.best, watch, point.epoch, isLoss ? loss : value);
    this.#state = { ...this.#state, best, ...this.#afterPlateau(point.epoch, loss) };
    return best.bestEpoch === point.epoch;
  }

  /** Every `patience` epochs without improvement are one plateau, after which waiting begins again (Keras's `ReduceLROnPlateau`). */
  #afterPlateau(epoch: number, loss: number): Pick<EpochMonitorState, 'plateaus' | 'plateau'> {
    const { plateaus, plateau } = this.#state;
    const awaited = plateauOf(this.#settings.schedule);
    if (awaited === null) return { plateaus, plateau };
    const { minimumDelta, patience } = awaited;
    const after = afterEpoch(plateau, { better: 'lower', minimumDelta }, epoch, loss);
    return after.waited >= patience
      ? { plateaus: plateaus + 1, plateau: { ...after, waited: 0 } }
      : { plateaus, plateau: after };
  }
}
