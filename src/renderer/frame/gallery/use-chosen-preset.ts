import { type KeyboardEvent, useEffect, useState } from 'react';
import type { PresetSummary } from '../../../contract/contract';
import { foldText } from '../../ui/fold-text';

/** Which of the shown networks Enter opens while somebody types in the search. */
export interface ChosenPreset {
  /** Its id; null: nothing has been typed or chosen, and Enter opens nothing. */
  readonly chosen: string | null;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The network that a search means: one whose name begins with it, else one whose name has it, else the first that it finds. */
export function bestMatch(shown: readonly PresetSummary[], search: string): string | null {
  const words = foldText(search).trim();
  if (words === '') return null;
  const named = (fits: (name: string) => boolean) =>
    shown.find(({ id, document }) => fits(foldText(document.name)) || fits(id));
  const best =
    named((name) => name === words) ??
    named((name) => name.startsWith(words)) ??
    named((name) => name.includes(words));
  return (best ?? shown[0])?.id ?? null;
}

/** The element of a network's card. */
export const cardId = (preset: string) => `gallery-card-${preset}`;

/**
 * The keys of the gallery's search: the arrows move the choice through the cards in their order, Enter opens the chosen one. Another search begins
 * with its best match again.
 */
export function useChosenPreset(
  shown: readonly PresetSummary[],
  search: string,
  onOpen: (preset: PresetSummary) => void,
): ChosenPreset {
  const [moved, setMoved] = useState<{ readonly search: string; readonly id: string } | null>(null);
  const isShown = moved?.search === search && shown.some(({ id }) => id === moved.id);
  const chosen = isShown ? moved.id : bestMatch(shown, search);
  useEffect(() => {
    if (chosen !== null) document.getElementById(cardId(chosen))?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const onKeyDown = (event: KeyboardEvent) => {
    // Enter that ends the input of a Chinese character is not ours.
    if (event.nativeEvent.isComposing) return;
    const place = shown.findIndex(({ id }) => id === chosen);
    const preset = event.key === 'Enter' ? shown[place] : placeAfter(event.key, place, shown);
    if (preset === undefined) return;
    event.preventDefault();
    if (event.key === 'Enter') onOpen(preset);
    else setMoved({ search, id: preset.id });
  };
  return { chosen, onKeyDown };
}

function placeAfter(key: string, place: number, shown: readonly PresetSummary[]): PresetSummary | undefined {
  if (key === 'ArrowDown') return shown[place + 1] ?? shown[0];
  return key === 'ArrowUp' ? (shown[place - 1] ?? shown.at(-1)) : undefined;
}
