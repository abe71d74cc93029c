import { useMemo } from 'react';
import type { TrainingSettings } from '../../../graph-runtime/document/document';
import { useDocument } from '../../store/document';

export interface TrainingSettingsEditor {
  readonly settings: TrainingSettings;
  /** As the network was opened: what a preset or a file asked for. */
  readonly original: TrainingSettings;
  /** Changes settings as one undoable step; steps with the same gesture key become one until `endGesture`. */
  change(changes: Partial<TrainingSettings>, gesture?: string): void;
  endGesture(): void;
}

/** The training settings of the document being edited. They are saved with it, and undone like every other edit. */
export function useTrainingSettings(): TrainingSettingsEditor {
  const settings = useDocument((state) => state.document.training);
  const original = useDocument((state) => state.past[0]?.before.training ?? state.document.training);
  return useMemo(
    () => ({
      settings,
      original,
      change: (changes, gesture) =>
        useDocument
          .getState()
          .perform(
            { key: 'changeTraining' },
            [{ kind: 'set-training', changes }],
            gesture === undefined ? {} : { gesture },
          ),
      endGesture: () => useDocument.getState().endGesture(),
    }),
    [settings, original],
  );
}
