import {
  createRunStatus,
  type RunEvent,
  type RunStatus,
  type RunSummary,
  reduceRun,
  statusOfSummary,
} from '../../contract/contract';
import type { TrainingSettings } from '../../graph-runtime/document/document';
import { Sequencer } from '../files/sequencer';
import { type PlaceOfRun, summaryWith, withPlace } from './run-summary';

/** A saved run in memory: its line of the list, and what is on its way to its folder. */
export interface StoredRun {
  summary: RunSummary;
  /** What the summary is made of, from event to event. */
  status: RunStatus;
  /** As it was before it was to be resumed, until its first step: a resume that is refused leaves the run as it was. */
  before: RunSummary | null;
  isDeleted: boolean;
  /** Writes into its folder. */
  readonly writes: Sequencer;
}

export function storedRun(summary: RunSummary, isDeleted = false): StoredRun {
  const status = statusOfSummary(summary);
  return { summary, status, before: null, isDeleted, writes: new Sequencer() };
}

/** How a run is to be resumed. */
export interface Resume {
  readonly settings: TrainingSettings;
  readonly from: 'checkpoint' | 'beginning';
  /** By which machines. */
  readonly place: PlaceOfRun;
}

export function prepareResume(stored: StoredRun, { settings, from, place }: Resume, now: number): void {
  stored.before = stored.summary;
  const { phase, failure } = stored.status;
  if (from === 'beginning') stored.status = { ...createRunStatus(), phase, failure };
  const summary = withPlace(summaryWith(stored.summary, stored.status, now), place);
  stored.summary = { ...summary, settings, label: withEpochs(summary.label, settings.epochs), waiting: null };
}

/** What a run is called says how many epochs it was given, where they are others than its preset's: it may have been given more. */
function withEpochs(label: RunSummary['label'], epochs: number): RunSummary['label'] {
  if (label === null) return null;
  const changes = label.changes.map((change) =>
    change.kind === 'setting' && change.path === 'epochs' ? { ...change, value: epochs } : change,
  );
  return { ...label, changes };
}

/** The run is where a status says. */
export function setStatus(stored: StoredRun, status: RunStatus, now: number): void {
  stored.status = status;
  stored.summary = summaryWith(stored.summary, status, now);
}

/** One more event of the run. */
export function addEvent(stored: StoredRun, event: RunEvent, now: number): void {
  const isRefused = event.type === 'failed' || event.type === 'stopped';
  if (isRefused && stored.before !== null) {
    stored.summary = stored.before;
    stored.status = statusOfSummary(stored.before);
  } else {
    stored.status = reduceRun(stored.status, event);
    stored.summary = summaryWith(stored.summary, stored.status, now);
  }
  if (isRefused || event.type === 'compiled') stored.before = null;
}
