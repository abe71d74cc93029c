import type { Finding } from '../../../graph-runtime/run-health/finding';
import { useInside } from '../runs/inside';
import { useSubjectChoice } from '../runs/subject';
import { useWorkbench } from './workbench';

/** Opens the inside of a run's network at a finding, with its evidence and what can be done. */
export function goToFinding(runId: string, { code }: Finding): void {
  useSubjectChoice.getState().choose(runId);
  useInside.getState().change({ list: 'health' });
  useWorkbench.getState().show('inside');
  // The view has to be there first.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      const card = document.querySelector<HTMLElement>(`[data-testid="findings"] [data-code="${code}"]`);
      card?.focus({ preventScroll: true });
      card?.scrollIntoView({ block: 'nearest' });
    }),
  );
}
