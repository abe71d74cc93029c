import { useMemo } from 'react';
import type { DataChanges, DataIndex, DataPart } from '../../../contract/data-browser';
import { SPLIT_NAMES, type SplitName } from '../../../contract/data-survey';
import type { DatasetSummary } from '../../../contract/datasets';
import { classNamesIn } from '../../../graph-runtime/datasets/target-description';
import { useLanguage } from '../../messages/useLanguage';
import { useDataBrowser } from '../../store/view/data-browser';
import { usePendingChanges, viewOf } from '../../store/view/data-changes';
import {
  type DataFilter,
  filterExamples,
  type PendingView,
  type PredictionsByPart,
} from '../../store/view/data-filter';
import { type AskedPredictions, usePredictions } from '../../store/view/data-predictions';

/** What the browser shows, for all of its parts. */
export interface Browsed {
  readonly dataset: DatasetSummary;
  readonly index: DataIndex;
  /** Names of the classes; none where targets are no classes. */
  readonly names: readonly string[];
  readonly changes: DataChanges;
  readonly pending: PendingView;
  readonly filter: DataFilter;
  readonly runId: string | null;
  readonly asked: AskedPredictions;
  readonly predictions: PredictionsByPart;
  /** Numbers of the examples that pass the filter, in its order. */
  readonly list: Uint32Array;
  readonly isTable: boolean;
}

/** Whether each example is of one class: then it can be corrected, and predictions can be right or wrong. */
export function hasClasses({ dataset }: Pick<Browsed, 'dataset'>): boolean {
  return dataset.target.kind === 'class';
}

export function useBrowsed(dataset: DatasetSummary, index: DataIndex): Browsed {
  const language = useLanguage();
  const { filter, runId } = useDataBrowser();
  const changes = usePendingChanges(dataset.id);
  const pending = useMemo(() => viewOf(changes), [changes]);
  const names = useMemo(() => classNamesIn(dataset.target, language), [dataset, language]);
  const run = hasClasses({ dataset }) ? runId : null;
  const asked = usePredictions(run, dataset.id, splitsShown(index, filter.part));
  const { predictions } = asked;
  const list = useMemo(
    () => filterExamples({ index, predictions, pending }, filter),
    [index, predictions, pending, filter],
  );
  const isTable = dataset.exampleShape.length !== 3;
  return { dataset, index, names, changes, pending, filter, runId: run, asked, predictions, list, isTable };
}

/** The splits that there are, or the one that is shown. */
function splitsShown({ counts }: DataIndex, part: DataPart | null): readonly SplitName[] {
  return SPLIT_NAMES.filter((name) => counts[name] > 0 && (part === null || part === name));
}
