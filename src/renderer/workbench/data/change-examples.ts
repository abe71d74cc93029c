import { useDataBrowser } from '../../store/view/data-browser';
import {
  exclude,
  isOut,
  isStored,
  pendingChanges,
  relabel,
  retarget,
  useDataChanges,
} from '../../store/view/data-changes';
import { withLabel } from '../../store/view/data-labels';
import { classesOf, isOfClass, numbersOf } from '../../store/view/data-targets';
import type { Browsed } from './browsed';

/** The examples that a gesture is about: those that are selected, or else the active one. */
export function chosenExamples(): readonly number[] {
  const { selected, active } = useDataBrowser.getState();
  if (selected.size > 0) return [...selected];
  return active === null ? [] : [active];
}

export function setLabel(browsed: Browsed, label: number): void {
  const { dataset, index, whole } = browsed;
  const { id } = dataset;
  if (whole !== undefined) changeTargets(browsed, chosenExamples(), () => [label]);
  else useDataChanges.getState().set(id, relabel(index, pendingChanges(id), chosenExamples(), label));
}

/** Gives the chosen examples a class of several, or takes it from them where all have it. */
export function toggleClass(browsed: Browsed, label: number): void {
  const chosen = chosenExamples();
  const isOfAll = chosen.every((example) => isOfClass(browsed, example, label));
  changeTargets(browsed, chosen, (example) => {
    const others = classesOf(browsed, example).filter((one) => one !== label);
    return isOfAll ? others : [...others, label].sort((a, b) => a - b);
  });
}

/** Takes one class from one example. */
export function removeClass(browsed: Browsed, example: number, label: number): void {
  changeTargets(browsed, [example], () => classesOf(browsed, example).filter((one) => one !== label));
}

/** @param values of the numbers, in their order; null: stays as it is */
export function setNumbers(browsed: Browsed, values: readonly (number | null)[]): void {
  changeTargets(browsed, chosenExamples(), (example) => {
    const before = numbersOf(browsed, example);
    return values.map((value, at) => value ?? before[at] ?? 0);
  });
}

function changeTargets(
  browsed: Browsed,
  chosen: readonly number[],
  next: (example: number) => readonly number[],
): void {
  const { dataset, whole } = browsed;
  const { id } = dataset;
  const changed = (example: number) =>
    whole === undefined ? next(example) : withLabel(numbersOf(whole, example), browsed, next(example));
  useDataChanges.getState().set(id, retarget(whole ?? browsed, pendingChanges(id), chosen, changed));
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
