import type { ReactNode } from 'react';
import { useWorkbench } from '../store/view/workbench';
import { PanelSection } from '../ui/PanelSection';

export interface TrainingSectionProps {
  /** Under which it is remembered whether the section is folded. */
  readonly id: 'curves' | 'epochs' | 'settings' | 'facts' | 'runs';
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A section of the training panel; the panel remembers which of them are folded. */
export function TrainingSection({ id, ...rest }: TrainingSectionProps) {
  const isFolded = useWorkbench((state) => state.folded.includes(id));
  return (
    <PanelSection
      {...rest}
      isFolded={isFolded}
      onFold={(folded) => useWorkbench.getState().setFolded(id, folded)}
    />
  );
}
