import { useDataBrowser } from '../../store/view/data-browser';
import {
  exclude,
  isOut,
  isStored,
  pendingChanges,
  relabel,
  useDataChanges,
} from '../../store/view/data-changes';
import type { Browsed } from './browsed';

/** The examples that a gesture is about: those that are selected, or else the active one. */
export function chosenExamples(): readonly number[] {
  const { selected, active } = useDataBrowser.getState();
  if (selected.size > 0) return [...selected];
  return active === null ? [] : [active];
}

export function setLabel({ dataset, index }: Browsed, label: number): void {
  const before = pendingChanges(dataset.id);
  useDataChanges.getState().set(dataset.id, relabel(index, before, chosenExamples(), label));
}

export function setExcluded(
  { dataset, index }: Browsed,
  examples: readonly number[],
  isExcluded: boolean,
): void {
  const before = pendingChanges(dataset.id);
  useDataChanges.getState().set(dataset.id, exclude(index, before, examples, isExcluded));
}

/** Excludes the chosen examples; when all of them are excluded already, includes them. */
export function toggleExcluded(browsed: Browsed): void {
  const chosen = chosenExamples().filter((example) => isStored(browsed.index, example));
  if (chosen.length === 0) return;
  const areOut = chosen.every((example) => isOut(browsed.index, browsed.pending, example));
  setExcluded(browsed, chosen, !areOut);
}
