import { useTour } from '../view/tour';
import { openFirstPreset } from './files';

/** Starts the tour on a fresh LeNet, wherever its user is now. */
export async function startTour(): Promise<void> {
  if (await openFirstPreset()) useTour.getState().start();
}
