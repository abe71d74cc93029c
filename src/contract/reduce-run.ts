import type { Failure } from './failure';
import type { RunEvent, RunPhase } from './run-events';
import { withBest } from './run-metrics';
import { type EventOf, isActivePhase, type PreparingTask, type RunStatus } from './run-status';

/**
 * The status of a run after one more event: the one place where events are added up, for main, its files and the window alike.
 *
 * The same object where the event changes nothing. A run that has ended is changed by nothing but `preparing`, with which it is resumed; and
 * an event that arrives a second time changes nothing either: after a reload, the first live events may already be part of the snapshot.
 */
export function reduceRun<S extends RunStatus>(status: S, event: RunEvent): S {
  if (!isActivePhase(status.phase)) {
    return event.type === 'preparing' ? reopenRun(status, event.task) : status;
  }
  const change = { ...changeBy(status, event), ...withoutOvercome(status, event) };
  return Object.keys(change).length === 0 ? status : { ...status, ...change };
}

/** Events that show that what was warned of is over: all machines have been reached; a checkpoint could be written. */
const OVERCOME_BY: Readonly<Record<string, RunEvent['type']>> = {
  'group-not-reached': 'step',
  'checkpoint-not-written': 'checkpoint',
};

/** The warnings that still hold, where there are fewer than before. */
function withoutOvercome({ warnings }: RunStatus, { type }: RunEvent): Change | null {
  const left = warnings.filter(({ code }) => OVERCOME_BY[code] !== type);
  return left.length === warnings.length ? null : { warnings: left };
}

/** An ended run that is resumed, by a new process: everything it has stays. */
export function reopenRun<S extends RunStatus>(status: S, task: PreparingTask = 'starting'): S {
  const ofProcess = {
    compiled: null,
    examplesPerSecond: null,
    failure: null,
    doneReason: null,
    bestEpoch: null,
    timedEpochs: status.epochsDone,
    // What still holds, the new process says again.
    warnings: [],
  };
  return { ...status, ...ofProcess, phase: 'preparing', task };
}

export type RunRequest = 'pause' | 'continue' | 'stop';

/** The status of a run that has been asked for something; the same object where that changes nothing. */
export function requestOfRun<S extends RunStatus>(status: S, request: RunRequest): S {
  const phase = phaseAfterRequest(status.phase, request);
  return phase === status.phase ? status : { ...status, phase };
}

function phaseAfterRequest(phase: RunPhase, request: RunRequest): RunPhase {
  if (!isActivePhase(phase) || phase === 'stopping') return phase;
  if (request === 'stop') return 'stopping';
  const isHeld = phase === 'paused' || phase === 'pausing';
  if (request === 'pause') return isHeld ? phase : 'pausing';
  return isHeld ? 'training' : phase;
}

type Change = Partial<RunStatus>;

/** What an event changes in a run that is active; null: nothing. */
function changeBy(status: RunStatus, event: RunEvent): Change | null {
  switch (event.type) {
    case 'preparing':
      return status.compiled === null ? { task: event.task } : null;
    case 'compiled':
      return status.compiled === null ? compiledAs(status, event) : null;
    case 'step':
      return {
        phase: phaseAtWork(status.phase),
        lastStep: Math.max(status.lastStep, event.points[event.points.length - 1]?.step ?? 0),
        evaluatingEpoch: null,
        examplesPerSecond: event.examplesPerSecond,
        secondsLeft: event.secondsLeft,
      };
    case 'evaluating':
      if (event.epoch <= status.epochsDone) return null;
      return { phase: phaseAtWork(status.phase), evaluatingEpoch: event.epoch };
    case 'epoch':
      return event.point.epoch <= status.epochsDone ? null : withEpoch(status, event);
    case 'health':
      return null;
    case 'findings':
      return { findings: event.findings };
    case 'checkpoint':
      return { hasWeights: true, lastStep: Math.max(status.lastStep, event.step) };
    case 'warning':
      return status.warnings.some((warning) => warningKey(warning) === warningKey(event.failure))
        ? null
        : { warnings: [...status.warnings, event.failure] };
    case 'reach':
      // How fast it is now is not known.
      return {
        outOfReach: event.outOfReach,
        ...(event.outOfReach !== null && { examplesPerSecond: null, secondsLeft: null }),
      };
    case 'queued':
      return { queued: event.queued };
    case 'paused':
      return {
        phase: status.phase === 'stopping' ? 'stopping' : 'paused',
        lastStep: Math.max(status.lastStep, event.step),
        secondsLeft: null,
      };
    case 'continued':
      return { phase: phaseAtWork(status.phase) };
    default:
      return {
        ...endedBy(status, event),
        phase: event.type,
        evaluatingEpoch: null,
        secondsLeft: null,
        ...reached(status),
      };
  }
}

/** A request to stop or to pause stays until the run has followed it; steps that were on their way do not take it back. */
function phaseAtWork(phase: RunPhase): RunPhase {
  return phase === 'preparing' || phase === 'paused' ? 'training' : phase;
}

/** A resumed run is where its checkpoint was: what came later will come again. One without a checkpoint starts from scratch. */
function compiledAs(status: RunStatus, { type: _, ...compiled }: EventOf<'compiled'>): Change {
  const step = compiled.resumedAtStep ?? 0;
  return {
    phase: phaseAtWork(status.phase),
    compiled,
    lastStep: step,
    epochsDone: Math.min(status.epochsDone, Math.floor(step / compiled.stepsPerEpoch)),
    ...(step === 0 && {
      ...{ lastEpoch: null, bestTestAccuracy: null, seconds: 0, timedEpochs: 0, findings: [] },
      ...(status.bestTestMetrics !== undefined && { bestTestMetrics: {} }),
    }),
  };
}

function withEpoch(status: RunStatus, { point }: EventOf<'epoch'>): Change {
  const isNew = point.epoch > status.timedEpochs;
  return {
    phase: phaseAtWork(status.phase),
    evaluatingEpoch: null,
    epochsDone: point.epoch,
    lastEpoch: point,
    ...withBest(status, point),
    ...(isNew && { seconds: status.seconds + point.seconds, timedEpochs: point.epoch }),
  };
}

/** A run that has ended was reached, and waits for nothing. */
function reached(status: RunStatus): Change {
  return {
    ...(status.outOfReach !== undefined && { outOfReach: null }),
    ...(status.queued !== undefined && { queued: null }),
  };
}

function endedBy(status: RunStatus, event: EventOf<'done' | 'stopped' | 'interrupted' | 'failed'>): Change {
  switch (event.type) {
    case 'done':
      return {
        seconds: event.seconds,
        doneReason: event.reason ?? null,
        bestEpoch: event.bestEpoch ?? null,
      };
    case 'stopped':
      return { lastStep: Math.max(status.lastStep, event.step) };
    case 'interrupted':
      return { lastStep: Math.max(status.lastStep, event.step), failure: event.failure };
    case 'failed':
      return { failure: event.failure };
  }
}

/** What makes a warning another one, so that the same is shown once: another setting of a resumed run, another machine. */
export function warningKey({ code, values }: Failure): string {
  return `${code} ${values.setting ?? values.to ?? ''}`;
}
