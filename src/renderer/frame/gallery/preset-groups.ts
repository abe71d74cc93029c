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
