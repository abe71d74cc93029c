import { useMemo } from 'react';
import type { NetloomDocument, TrainingSettings } from '../../../graph-runtime/document/document';
import { useDocument } from '../../store/document/document';
import { usePresets } from '../../store/files/files';

export interface TrainingSettingsEditor {
  readonly settings: TrainingSettings;
  /** What they are held against: the preset's of the same name, else the network's own as it was opened. */
  readonly original: TrainingSettings;
  /** Changes settings as one undoable edit; edits with the same gesture key become one until `endGesture`. */
  change(changes: Partial<TrainingSettings>, gesture?: string): void;
  endGesture(): void;
}

/** The preset of the document's name, else the document as it was opened. */
export function useOriginalDocument(): NetloomDocument {
  const name = useDocument((state) => state.document.name);
  const preset = usePresets((state) => state.presets?.find((candidate) => candidate.document.name === name));
  const opened = useDocument((state) => state.past[0]?.before ?? state.document);
  return preset?.document ?? opened;
}

/** The training settings of the document being edited. They are saved with it, and undone like every other edit. */
export function useTrainingSettings(): TrainingSettingsEditor {
  const settings = useDocument((state) => state.document.training);
  const { training: original } = useOriginalDocument();
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
