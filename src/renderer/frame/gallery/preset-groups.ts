import type { DatasetSummary, PresetSummary } from '../../../contract/contract';
import type { Language } from '../../../graph-runtime/text/text';
import { foldText } from '../../ui/fold-text';

/** The gallery's sections: the networks that train on the data at hand, then the families as they were published. */
export interface PresetGroups {
  readonly ready: readonly PresetSummary[];
  readonly published: readonly PresetSummary[];
}

/** Sorts presets into the sections; within each, the order of main's list (by year and size) stays. */
export function groupPresets(
  presets: readonly PresetSummary[],
  datasets: readonly Pick<DatasetSummary, 'id'>[],
): PresetGroups {
  const known = new Set(datasets.map((dataset) => dataset.id));
  const isReady = (preset: PresetSummary) => known.has(preset.document.dataset.id);
  return {
    ready: presets.filter(isReady),
    published: presets.filter((preset) => !isReady(preset)),
  };
}

/** Years of a network's publication, as the gallery offers them. */
const AGES = {
  all: [-Infinity, Infinity],
  early: [-Infinity, 2014],
  middle: [2015, 2017],
  late: [2018, Infinity],
} as const satisfies Readonly<Record<string, readonly [from: number, to: number]>>;
export type Age = keyof typeof AGES;

/** Whether a network is of an age; of one without a year nobody knows. */
export function isOfAge({ document }: PresetSummary, age: Age): boolean {
  const [from, to] = AGES[age];
  const year = document.about?.year;
  return age === 'all' || (year !== undefined && year >= from && year <= to);
}

/** True when every word of the search is somewhere in what the card says. */
export function matchesSearch(preset: PresetSummary, search: string, language: Language): boolean {
  const { name, about } = preset.document;
  const words = [
    preset.id,
    name,
    about?.authors,
    about?.paper,
    about?.family,
    about?.year,
    about?.idea?.[language],
  ];
  const text = foldText(words.join(' '));
  return foldText(search)
    .split(/\s+/)
    .every((word) => text.includes(word));
}
