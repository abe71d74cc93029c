import type {
  EpochPoint,
  Failure,
  HealthPoint,
  RunDetails,
  RunEvent,
  RunPhase,
  RunSnapshot,
} from '../../../contract/contract';
import { StepSeries } from './runs-series';

/** What the trainer is doing before the first step. */
export type PreparingStage = Extract<RunEvent, { type: 'preparing' }>['stage'];

/** What the engine said once the network was compiled: device, engine, sizes. */
export type CompiledRun = Omit<Extract<RunEvent, { type: 'compiled' }>, 'type'>;

/** One run as the window knows it: the trainer's events, added up. */
export interface RunRecord {
  readonly runId: string;
  /** Which run of this session it is, from 1; its name and colour beside other runs. */
  readonly ordinal: number;
  readonly documentName: string;
  readonly phase: RunPhase;
  /** While preparing: with what. */
  readonly stage: PreparingStage;
  /** Null until the network is compiled. */
  readonly compiled: CompiledRun | null;
  /** Points of the running curves. Grows in place; `stepCount` tells of it. */
  readonly steps: StepSeries;
  /** How many points `steps` holds. */
  readonly stepCount: number;
  /** The last step heard of, from 1 over the whole run; 0 before the first. */
  readonly lastStep: number;
  readonly epochs: readonly EpochPoint[];
  /** Number of the epoch whose test pass is running; null while training steps run. */
  readonly evaluatingEpoch: number | null;
  /** Running means of the trainer; null before the first step. */
  readonly examplesPerSecond: number | null;
  readonly secondsLeft: number | null;
  /** Seconds the whole run took; null until it is done. */
  readonly seconds: number | null;
  readonly failure: Failure | null;
  /** What the user should know that did not end the run. */
  readonly warnings: readonly Failure[];
  /** What was seen inside the network, the newest last; thinned out when there is much. */
  readonly health: readonly HealthPoint[];
  /** The last checkpoint written; null when there is none. */
  readonly checkpoint: { readonly step: number; readonly epoch: number } | null;
  /** Why the run is done; null while it is not, or when nobody said. */
  readonly doneReason: 'complete' | 'early-stopping' | null;
  /** The epoch whose weights were kept, when it is not the last. */
  readonly bestEpoch: number | null;
}

/** A run of which nothing but its name is known yet. */
export function createRunRecord(runId: string, documentName: string, ordinal = 1): RunRecord {
  return {
    runId,
    ordinal,
    documentName,
    phase: 'preparing',
    stage: 'starting',
    compiled: null,
    steps: new StepSeries(),
    stepCount: 0,
    lastStep: 0,
    epochs: [],
    evaluatingEpoch: null,
    examplesPerSecond: null,
    secondsLeft: null,
    seconds: null,
    failure: null,
    warnings: [],
    health: [],
    checkpoint: null,
    doneReason: null,
    bestEpoch: null,
  };
}

/** True while the trainer works on the run, so that no other can be started. */
export function isActive(phase: RunPhase): boolean {
  return (
    phase === 'preparing' ||
    phase === 'training' ||
    phase === 'pausing' ||
    phase === 'paused' ||
    phase === 'stopping'
  );
}

/** Share of the run's steps that are done, 0 to 1; 0 while it is not known how many there are. */
export function progressOf(run: RunRecord): number {
  if (run.phase === 'done') return 1;
  if (run.compiled === null) return 0;
  const stepsInAll = run.compiled.stepsPerEpoch * run.compiled.epochs;
  return stepsInAll === 0 ? 0 : Math.min(1, run.lastStep / stepsInAll);
}

/** Number of the epoch in progress, from 1; 0 before the first step. */
export function currentEpochOf(run: RunRecord): number {
  if (run.compiled === null || run.lastStep === 0) return 0;
  return Math.min(run.compiled.epochs, Math.ceil(run.lastStep / run.compiled.stepsPerEpoch));
}

/**
 * The run after one more event. A run that has ended stays as it is, and an event that was heard before changes nothing: after
 * a reload the snapshot and the first live events may overlap.
 */
export function applyRunEvent(run: RunRecord, event: RunEvent): RunRecord {
  if (!isActive(run.phase)) {
    // An ended run that is prepared again has been taken up again.
    return event.type === 'preparing' ? reopened(run) : run;
  }
  switch (event.type) {
    case 'preparing':
      return run.compiled === null ? { ...run, stage: event.stage } : run;
    case 'compiled': {
      const { type: _, ...compiled } = event;
      // Heard a second time, it takes nothing back.
      const begun = run.compiled === null ? rewound(run, compiled.resumedAtStep ?? 0, compiled) : run;
      return { ...begun, phase: afterPreparing(run.phase), compiled };
    }
    case 'step':
      run.steps.append(event.points, { speed: event.examplesPerSecond, memory: event.memoryBytes });
      return {
        ...run,
        phase: afterStep(run.phase),
        stepCount: run.steps.length,
        lastStep: run.steps.lastStep,
        evaluatingEpoch: null,
        examplesPerSecond: event.examplesPerSecond,
        secondsLeft: event.secondsLeft,
      };
    case 'evaluating':
      return run.epochs.some((point) => point.epoch === event.epoch)
        ? run
        : { ...run, evaluatingEpoch: event.epoch };
    case 'epoch':
      return run.epochs.some((point) => point.epoch === event.point.epoch)
        ? run
        : { ...run, evaluatingEpoch: null, epochs: [...run.epochs, event.point] };
    case 'health':
      return { ...run, health: addHealth(run.health, event.point) };
    case 'checkpoint':
      return { ...run, checkpoint: { step: event.step, epoch: event.epoch } };
    case 'warning':
      return run.warnings.some((warning) => isSameWarning(warning, event.failure))
        ? run
        : { ...run, warnings: [...run.warnings, event.failure] };
    case 'paused':
      return { ...run, phase: 'paused', secondsLeft: null, lastStep: Math.max(run.lastStep, event.step) };
    case 'continued':
      return { ...run, phase: 'training' };
    case 'done':
      return {
        ...ended(run, 'done'),
        seconds: event.seconds,
        doneReason: event.reason ?? null,
        bestEpoch: event.bestEpoch ?? null,
      };
    case 'stopped':
      return { ...ended(run, 'stopped'), lastStep: Math.max(run.lastStep, event.step) };
    case 'interrupted':
      return {
        ...ended(run, 'interrupted'),
        lastStep: Math.max(run.lastStep, event.step),
        failure: event.failure,
      };
    case 'failed':
      return { ...ended(run, event.type), failure: event.failure };
  }
}

/** An ended run that goes on: everything it has stays. */
export function reopened(run: RunRecord): RunRecord {
  return { ...run, phase: 'preparing', stage: 'starting', compiled: null, failure: null, doneReason: null };
}

/** The run as it was at a step: what came later will come again. */
function rewound(run: RunRecord, step: number, { stepsPerEpoch }: CompiledRun): RunRecord {
  run.steps.truncate(step);
  return {
    ...run,
    stepCount: run.steps.length,
    lastStep: step,
    epochs: run.epochs.filter((point) => point.epoch * stepsPerEpoch <= step),
    health: run.health.filter((point) => point.step <= step),
  };
}

/** A kept run as one of the window's, e.g. before it is taken up again. */
export function runFromDetails({ summary, points, epochs, health }: RunDetails, ordinal = 1): RunRecord {
  const run = createRunRecord(summary.runId, summary.documentName, ordinal);
  run.steps.append(points);
  return {
    ...run,
    // Main keeps no active run but the current one, which comes as a snapshot.
    phase: isActive(summary.phase) ? 'interrupted' : summary.phase,
    stepCount: run.steps.length,
    lastStep: summary.step,
    epochs,
    health,
    seconds: summary.seconds,
    failure: summary.failure,
  };
}

/** The run as main remembers it: its events one after the other, and a stop that was asked for but not yet answered. */
export function runFromSnapshot(snapshot: RunSnapshot): RunRecord {
  const run = snapshot.events.reduce(applyRunEvent, createRunRecord(snapshot.runId, snapshot.documentName));
  const isAsked = snapshot.phase === 'stopping' || snapshot.phase === 'pausing';
  return isActive(run.phase) && isAsked ? { ...run, phase: snapshot.phase } : run;
}

/** Stop may be asked for while preparing, and is not taken back by the events still on their way. */
function afterPreparing(phase: RunPhase): RunPhase {
  return phase === 'preparing' ? 'training' : phase;
}

/** Steps that were on their way when a pause was asked for do not take it back; a run that goes on after a reload trains. */
function afterStep(phase: RunPhase): RunPhase {
  return phase === 'preparing' || phase === 'paused' ? 'training' : phase;
}

/** Points kept of what was seen inside the network. */
const HEALTH_KEPT = 240;

/** Adds a point; when there are too many every second one goes, so that the whole run stays in view. */
function addHealth(health: readonly HealthPoint[], point: HealthPoint): readonly HealthPoint[] {
  const last = health[health.length - 1];
  if (last !== undefined && point.step <= last.step) return health;
  const kept = health.length < HEALTH_KEPT ? health : health.filter((_, index) => index % 2 === 0);
  return [...kept, point];
}

function ended(run: RunRecord, phase: 'done' | 'stopped' | 'interrupted' | 'failed'): RunRecord {
  return { ...run, phase, evaluatingEpoch: null, secondsLeft: null };
}

/** The same is shown once; other settings of a resumed run are other warnings. */
function isSameWarning(one: Failure, other: Failure): boolean {
  return one.code === other.code && one.values.setting === other.values.setting;
}
