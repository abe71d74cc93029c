import type { RunEvent, RunPhase, RunSummary } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import { networkHash } from '../trainer/checkpoints/network-hash';

export interface RunBeginning {
  readonly runId: string;
  readonly document: NetloomDocument;
  readonly datasetHash: string;
  readonly appVersion: string;
  readonly sweepId: string | null;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** The line of a run that has not begun yet. */
export function summaryOf({
  runId,
  document,
  datasetHash,
  appVersion,
  sweepId,
  now,
}: RunBeginning): RunSummary {
  return {
    runId,
    name: null,
    isStarred: false,
    notes: '',
    documentName: document.name,
    networkHash: networkHash(document),
    settings: document.training,
    datasetId: document.dataset.id,
    datasetHash,
    trainableParameters: null,
    device: null,
    engine: null,
    appVersion,
    startedAt: now,
    endedAt: null,
    seconds: 0,
    phase: 'preparing',
    step: 0,
    epochsDone: 0,
    last: null,
    bestTestAccuracy: null,
    failure: null,
    isResumable: false,
    hasWeights: false,
    sweepId,
  };
}

/** Whether a process works on a run in this phase, or holds it. */
export function isActivePhase(phase: RunPhase): boolean {
  return !['stopped', 'interrupted', 'done', 'failed'].includes(phase);
}

/** The run's line after one more event. */
export function summaryAfter(summary: RunSummary, event: RunEvent, now: number): RunSummary {
  switch (event.type) {
    case 'preparing':
      return { ...summary, phase: 'preparing', endedAt: null, failure: null, isResumable: false };
    case 'compiled': {
      const { device, engine, trainableParameters } = event;
      return { ...summary, phase: 'training', device, engine, trainableParameters };
    }
    case 'step':
      return { ...summary, step: event.points[event.points.length - 1]?.step ?? summary.step };
    case 'epoch': {
      const { point } = event;
      const best = Math.max(summary.bestTestAccuracy ?? 0, point.testAccuracy);
      const seconds = summary.seconds + (point.epoch > summary.epochsDone ? point.seconds : 0);
      return { ...summary, epochsDone: point.epoch, last: point, bestTestAccuracy: best, seconds };
    }
    case 'checkpoint':
      return { ...summary, hasWeights: true, step: event.step };
    case 'paused':
      return { ...summary, phase: 'paused', step: event.step };
    case 'continued':
      return { ...summary, phase: 'training' };
    case 'done':
      return { ...ended(summary, 'done', now), seconds: event.seconds };
    case 'stopped':
      return { ...ended(summary, 'stopped', now), step: Math.max(summary.step, event.step) };
    case 'interrupted':
    case 'failed':
      return { ...ended(summary, event.type, now), failure: event.failure };
    case 'evaluating':
    case 'health':
    case 'warning':
      return summary;
  }
}

function ended(summary: RunSummary, phase: RunPhase, now: number): RunSummary {
  // What was interrupted before its first checkpoint is resumed from the beginning, with the same numbers.
  const isResumable = phase === 'interrupted' || (phase !== 'done' && summary.hasWeights);
  return { ...summary, phase, endedAt: now, isResumable };
}

/** The line of a run that begins anew: as it was when it was to begin. */
export function summaryAnew(summary: RunSummary): RunSummary {
  return { ...summary, seconds: 0, step: 0, epochsDone: 0, last: null, bestTestAccuracy: null };
}
