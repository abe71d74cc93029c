import type { DatasetRoots } from '../../data/dataset-roots';
import type { Log } from '../../log/log';
import type { AskUser } from '../../remote/ssh-questions';
import { once, trainerPackage } from '../../remote/trainer-package';
import { RemoteRuns } from '../elsewhere/remote-runs';
import { RunPlaces } from '../elsewhere/run-places';
import type { RunStore } from '../run-store';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };

/** Made once: the sources may change under a test. */
export const trainerOfTests = once(() => trainerPackage(__dirname));

/** Runs on other machines as the app has them; `ask` answers for the user, by default nothing. */
export function remoteRunsOf(
  store: RunStore,
  datasets: DatasetRoots,
  ask: AskUser = () => Promise.resolve(null),
): RemoteRuns {
  return new RemoteRuns({ store, datasets, ask: () => ask, log, trainer: trainerOfTests });
}

/** Where runs can train, as the app has it. */
export function placesOf(
  remote: RemoteRuns,
  datasets: DatasetRoots,
  ask: AskUser = () => Promise.resolve(null),
): RunPlaces {
  return new RunPlaces({ remote, datasets, ask: () => ask, trainer: trainerOfTests });
}
