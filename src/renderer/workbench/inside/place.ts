import { useMemo, useState } from 'react';
import { useAnalysis } from '../../store/document/analysis';

/** One number of a node's output; a vector is a map of one place. */
export interface Place {
  readonly row: number;
  readonly column: number;
  readonly channel: number;
}

/** The number that a node's pane is about, chosen in any of its parts. */
export interface ChosenPlace {
  readonly place: Place;
  choose(changes: Partial<Place>): void;
}

/** At first in the middle of the first channel: at an image's border there is seldom anything. */
export function useChosenPlace(path: string): ChosenPlace {
  const shape = useAnalysis(({ nodes }) => nodes.get(path)?.outputs?.[0]?.shape);
  const [height = 1, width = 1] = shape?.length === 3 ? shape : [1, 1];
  const [chosen, setChosen] = useState<Partial<Place>>({});
  const { row = Math.floor(height / 2), column = Math.floor(width / 2), channel = 0 } = chosen;
  return useMemo(
    () => ({
      place: { row, column, channel },
      choose: (changes) => setChosen({ row, column, channel, ...changes }),
    }),
    [row, column, channel],
  );
}
