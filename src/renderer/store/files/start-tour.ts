import { useTour } from '../view/tour';
import { openFirstPreset } from './files';

/** Starts the tour on a fresh LeNet, wherever its user is now; one that was only hidden continues where it was. */
export async function startTour(): Promise<void> {
  const { stop, isHidden, setHidden } = useTour.getState();
  if (stop !== null && isHidden) return setHidden(false);
  if (await openFirstPreset()) useTour.getState().start();
}
