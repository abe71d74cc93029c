import {
  createCurves,
  createRunStatus,
  type EpochPoint,
  type HealthPoint,
  isActivePhase,
  progressOf as knownProgressOf,
  type RunDetails,
  type RunEvent,
  type RunSnapshot,
  type RunStatus,
  reduceCurves,
  reduceRun,
  type SavedCurves,
  type Series,
  statusOfSummary,
  type RunOutput,
} from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import { StepSeries } from '../../../contract/step-series';

/** One run as the window knows it: its status, and its curves so far. */
export interface RunRecord extends RunStatus {
  readonly runId: string;
  readonly documentName: string;
  /** What it trains; null while only its name is known. */
  readonly document: NetloomDocument | null;
  /** What the list of runs says it was trained for; `targetOf` has it of every run. */
  readonly savedTarget?: TargetKindId;
  /** Points of the running curves. Grows in place; `stepCount` grows with it. */
  readonly steps: StepSeries;
  /** How many points `steps` holds. */
  readonly stepCount: number;
  readonly epochs: Series<EpochPoint>;
  /** What was seen inside the network, the newest last; thinned out when there is much. */
  readonly health: Series<HealthPoint>;
}

/** A run of which nothing but its name is known yet. */
export function createRunRecord(
  runId: string,
  documentName: string,
  document: NetloomDocument | null = null,
): RunRecord {
  return recordOf({ runId, documentName, document }, createRunStatus());
}

type RunName = Pick<RunRecord, 'runId' | 'documentName' | 'document' | 'savedTarget'>;

function recordOf(name: RunName, status: RunStatus, saved?: SavedCurves): RunRecord {
  const { points: steps, epochs, health } = createCurves(new StepSeries(), saved);
  return { ...status, ...name, steps, stepCount: steps.length, epochs, health };
}

/** What a run is trained for; one class until the network is compiled. */
export function targetOf({
  compiled,
  savedTarget,
}: Pick<RunRecord, 'compiled' | 'savedTarget'>): TargetKindId {
  return compiled?.target ?? savedTarget ?? 'class';
}

/** A run's main outputs, where there are several. */
export function outputsOf({ compiled }: Pick<RunRecord, 'compiled'>): readonly RunOutput[] | undefined {
  return compiled?.outputs;
}

/** Share of the run's steps that are done, 0 to 1; 0 while it is not known how many there are. */
export function progressOf(run: RunRecord): number {
  return run.phase === 'done' ? 1 : (knownProgressOf(run) ?? 0);
}

/** Number of the epoch in progress, from 1; 0 before the first step. */
export function currentEpochOf(run: RunRecord): number {
  if (run.compiled === null || run.lastStep === 0) return 0;
  return Math.min(run.compiled.epochs, Math.ceil(run.lastStep / run.compiled.stepsPerEpoch));
}

/** The run after one more event; the same object where the event changes nothing. */
export function applyRunEvent(run: RunRecord, event: RunEvent): RunRecord {
  const { steps, epochs, health } = run;
  const before = { points: steps, epochs, health, epochLimit: Number.POSITIVE_INFINITY };
  const curves = reduceCurves(before, run, event);
  const next = reduceRun(run, event);
  const isSame = next === run && curves === before && steps.length === run.stepCount;
  if (isSame) return run;
  return { ...next, epochs: curves.epochs, health: curves.health, stepCount: steps.length };
}

/** A saved run as one of the window's, e.g. before it is resumed. */
export function runFromDetails(details: RunDetails): RunRecord {
  const { runId, documentName } = details.summary;
  const status = statusOfSummary(details.summary);
  // Main keeps no active run but the current one, which comes as a snapshot.
  const phase = isActivePhase(status.phase) ? 'interrupted' : status.phase;
  const { document } = details;
  const { target } = details.summary;
  const name = { runId, documentName, document, ...(target !== undefined && { savedTarget: target }) };
  return recordOf(name, { ...status, phase }, details);
}

/** The run as main remembers it. */
export function runFromSnapshot({
  runId,
  documentName,
  document,
  status,
  ...curves
}: RunSnapshot): RunRecord {
  return recordOf({ runId, documentName, document }, status, curves);
}
