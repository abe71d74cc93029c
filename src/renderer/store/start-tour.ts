import { openFirstPreset } from './files';
import { useTour } from './tour';

/** Starts the tour on a fresh LeNet, wherever its user is now. */
export async function startTour(): Promise<void> {
  if (await openFirstPreset()) useTour.getState().start();
}
