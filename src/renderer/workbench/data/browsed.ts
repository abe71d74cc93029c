import { useMemo } from 'react';
import type { DataChanges, DataIndex, DataPart } from '../../../contract/data-browser';
import { SPLIT_NAMES, type SplitName } from '../../../contract/data-survey';
import type { DatasetSummary } from '../../../contract/datasets';
import {
  classNamesIn,
  labelKindOf,
  labelNames,
  maskNames,
  secondImageNames,
} from '../../../graph-runtime/datasets/target-description';
import { currentLanguage } from '../../messages/i18n';
import { useLanguage } from '../../messages/useLanguage';
import { useSavedRuns } from '../../store/runs/saved-runs';
import { useDataBrowser } from '../../store/view/data-browser';
import { usePendingChanges, viewOf } from '../../store/view/data-changes';
import { type DataFilter, filterExamples } from '../../store/view/data-filter';
import { ofLabel } from '../../store/view/data-labels';
import { outputOfRun, type PredictedOutput } from '../../store/view/data-outputs';
import type { PredictedExamples } from '../../store/view/data-outcomes';
import { type AskedPredictions, usePredictions } from '../../store/view/data-predictions';
import { useMaskClasses } from './use-mask-classes';
import { useReply } from '../../store/bridge/use-reply';

/** What the browser shows, for all of its parts. */
export interface Browsed extends PredictedExamples {
  readonly dataset: DatasetSummary;
  /** Names of the classes; none where targets are no classes. */
  readonly names: readonly string[];
  readonly changes: DataChanges;
  readonly filter: DataFilter;
  readonly runId: string | null;
  /** The output of the run whose predictions are shown; null without a run. */
  readonly output: PredictedOutput | null;
  readonly asked: AskedPredictions;
  /** Numbers of the examples that pass the filter, in its order. */
  readonly list: Uint32Array;
  readonly isTable: boolean;
  /** With all labels, where this is one of several; absent: it is not. */
  readonly whole?: Browsed;
}

/** Whether each example is of one class. */
export function hasOneClass({ target }: Pick<Browsed, 'target'>): boolean {
  return labelKindOf(target).isClassIndex === true;
}

/** Whether each example has several labels. */
export function hasSeveralLabels({ target }: Pick<Browsed, 'target'>): boolean {
  return target.kind === 'columns';
}

/** Whether the class of an example, its classes, its numbers or several labels of those kinds can be corrected here. */
export function canRelabel({ target }: Pick<Browsed, 'target'>): boolean {
  if (target.kind === 'columns')
    return target.columns.some(({ target: { kind } }) => kind !== 'mask' && kind !== 'image');
  return target.kind !== 'mask' && target.kind !== 'image' && target.kind !== 'none';
}

/** What is browsed with one of several labels alone; `names` are those of its classes. */
export function browsedLabel(browsed: Browsed, name: string): Browsed {
  const { target, ...examples } = ofLabel(browsed, name);
  return { ...examples, target, names: classNamesIn(target, currentLanguage()), whole: browsed };
}

/** Whether there are masks to be laid over the images. */
export function hasMasks(browsed: Browsed): boolean {
  return shownMask(browsed) !== null;
}

/** What is browsed with the masks alone that are laid over the images: of several labels, the one that is filtered by, or the first; null where none is a mask. */
export function shownMask(browsed: Browsed): Browsed | null {
  const { target, isTable, filter } = browsed;
  if (isTable) return null;
  if (target.kind === 'mask') return browsed;
  const masks = maskNames(target);
  const shown = masks.find((name) => name === filter.label) ?? masks[0];
  return shown === undefined ? null : browsedLabel(browsed, shown);
}

/** The label whose second images are shown instead of the images: the one that is filtered by, where it is one; undefined: none. */
export function shownSecond({ target, filter }: Browsed): string | undefined {
  return secondImageNames(target).find((name) => name === filter.label);
}

/** What is browsed with the masks alone that the shown output has learned; null where it has learned others, or none. */
export function learnedMask(browsed: Browsed): Browsed | null {
  const { target, learned } = browsed;
  if (target.kind !== 'columns') return shownMask(browsed);
  const of = browsedLabel(browsed, learned ?? labelNames(target)[0] ?? '');
  return of.target.kind === 'mask' ? of : null;
}

export function useBrowsed(dataset: DatasetSummary, index: DataIndex): Browsed {
  const language = useLanguage();
  const filter = useDataBrowser((state) => state.filter);
  const runId = useDataBrowser((state) => state.runId);
  const changes = usePendingChanges(dataset.id);
  const pending = useMemo(() => viewOf(changes), [changes]);
  const { id, target } = dataset;
  const names = useMemo(() => classNamesIn(target, language), [target, language]);
  const masks = useReply('data:mask-classes', target.kind === 'mask' ? { id } : null).value;
  const masksOfLabels = useMaskClasses(dataset);
  const output = usePredictedOutput(runId);
  const asked = usePredictions(runId, output?.path ?? null, id, splitsShown(index, filter.part));
  const { predictions } = asked;
  const learned = output?.labelName;
  const examples = useMemo(
    () => ({ index, target, pending, masks, masksOfLabels, predictions, learned }),
    [index, target, pending, masks, masksOfLabels, predictions, learned],
  );
  const list = useMemo(() => filterExamples(examples, filter), [examples, filter]);
  const isTable = dataset.exampleShape.length !== 3;
  return { ...examples, dataset, names, changes, filter, runId, output, asked, list, isTable };
}

function usePredictedOutput(runId: string | null): PredictedOutput | null {
  const path = useDataBrowser((state) => state.output);
  const run = useSavedRuns(({ runs }) => runs?.find((one) => one.runId === runId));
  return useMemo(() => (run === undefined ? null : outputOfRun(run, path)), [run, path]);
}

/** The splits that there are, or the one that is shown. */
function splitsShown({ counts }: DataIndex, part: DataPart | null): readonly SplitName[] {
  return SPLIT_NAMES.filter((name) => counts[name] > 0 && (part === null || part === name));
}
