import { isActivePhase, type RunStatus, type RunSummary } from '../../contract/contract';
import type { NetloomDocument } from '../../graph-runtime/document/document';
import type { RunLabel } from '../../graph-runtime/messages/describe-run';
import { networkHash } from '../trainer/checkpoints/network-hash';

/** Which machines train a run; none named: this one alone. */
export type PlaceOfRun = Pick<RunSummary, 'machine' | 'together'>;

export interface RunBeginning {
  readonly runId: string;
  readonly document: NetloomDocument;
  readonly datasetHash: string;
  readonly appVersion: string;
  readonly sweepId: string | null;
  readonly label: RunLabel;
  /** Which machines are to train it. */
  readonly place?: PlaceOfRun;
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
  label,
  place,
  now,
}: RunBeginning): RunSummary {
  return {
    runId,
    name: null,
    label,
    isStarred: false,
    notes: '',
    documentName: document.name,
    networkHash: networkHash(document),
    settings: document.training,
    datasetId: document.dataset.id,
    ...(document.dataset.name !== undefined && { datasetName: document.dataset.name }),
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
    findings: [],
    isResumable: false,
    waiting: null,
    hasWeights: false,
    sweepId,
    ...place,
  };
}

/** The line of a run that these machines are to train from now on. */
export function withPlace(summary: RunSummary, place: PlaceOfRun): RunSummary {
  const { machine: _, together: __, ...own } = summary;
  return { ...own, ...place };
}

/** The run's line as its status has it, now that it has reported something. */
export function summaryWith(summary: RunSummary, status: RunStatus, now: number): RunSummary {
  const { phase, lastStep, epochsDone, lastEpoch, bestTestAccuracy, bestTestMetrics } = status;
  const { seconds, failure, findings, hasWeights } = status;
  const { device, engine, trainableParameters, target, outputs, labelName } = status.compiled ?? summary;
  const isActive = isActivePhase(phase);
  return {
    ...summary,
    phase,
    device,
    engine,
    trainableParameters,
    endedAt: isActive ? null : (summary.endedAt ?? now),
    seconds,
    step: lastStep,
    epochsDone,
    last: lastEpoch,
    bestTestAccuracy,
    ...(bestTestMetrics !== undefined && { bestTestMetrics }),
    ...(target !== undefined && { target }),
    ...(outputs !== undefined && { outputs }),
    ...(labelName !== undefined && { labelName }),
    failure,
    findings,
    // What was interrupted before its first checkpoint is resumed from the beginning, with the same numbers.
    isResumable: !isActive && (phase === 'interrupted' || (phase !== 'done' && hasWeights)),
    hasWeights,
  };
}
