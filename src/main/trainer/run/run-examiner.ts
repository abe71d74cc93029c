import type { EpochPoint, Failure, HealthPoint, RunEvent } from '../../../contract/contract';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { examine } from '../../../graph-runtime/run-health/examine';
import type { Finding } from '../../../graph-runtime/run-health/finding';
import { guessLossOf } from '../../../graph-runtime/targets/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { RunState } from '../checkpoints/run-state';
import { MergedPoints } from './curve-history';

export interface RunExaminerOptions {
  readonly settings: TrainingSettings;
  readonly target: TrainedTarget;
  /** Where the run is resumed; null: it starts from scratch. */
  readonly resumed: Pick<RunState, 'points' | 'epochs'> | null;
  readonly emit: (event: RunEvent) => void;
}

/** Most looks that are kept: rules compare the newest with those of some steps before. */
const LOOKS = 40;

/**
 * Passes a run's events on and adds what is found wrong with it: a `findings` event when the list of findings changes, and at an epoch's end
 * also when only their figures do. It looks when there is something new to see, not at every step.
 */
export class RunExaminer {
  readonly #options: RunExaminerOptions;
  readonly #points: MergedPoints;
  readonly #epochs: EpochPoint[];
  #health: HealthPoint[] = [];
  /** Null: not examined yet. What a resumed run was found to have is said again, or taken back. */
  #findings: readonly Finding[] | null;

  constructor(options: RunExaminerOptions) {
    const { resumed } = options;
    this.#options = options;
    this.#points = new MergedPoints(resumed?.points);
    this.#epochs = [...(resumed?.epochs ?? [])];
    this.#findings = resumed === null ? [] : null;
  }

  readonly emit = (event: RunEvent): void => {
    this.#options.emit(event);
    switch (event.type) {
      case 'step':
        this.#points.append(event.points);
        break;
      case 'epoch':
        this.#epochs.push(event.point);
        this.#examine(null, true);
        break;
      case 'health':
        this.#health = [...this.#health, event.point].slice(-LOOKS);
        this.#examine(null, false);
        break;
    }
  };

  /** The run cannot continue. */
  fail(failure: Failure): void {
    this.#examine(failure, true);
  }

  #examine(failure: Failure | null, withFigures: boolean): void {
    const { settings, target, emit } = this.#options;
    const findings = examine({
      settings,
      classCount: target.size,
      guessLoss: guessLossOf(target),
      points: this.#points.toArray(),
      epochs: this.#epochs,
      health: this.#health,
      failure,
    });
    const isSame =
      this.#findings !== null && keyOf(findings, withFigures) === keyOf(this.#findings, withFigures);
    if (isSame) return;
    this.#findings = findings;
    emit({ type: 'findings', findings });
  }
}

function keyOf(findings: readonly Finding[], withFigures: boolean): string {
  return JSON.stringify(withFigures ? findings : findings.map(({ code, paths }) => [code, paths]));
}
