import { failure } from '../../../contract/failures';
import { type Engine, loadEngine, type OpThreads } from '../engine/tensorflow';
import { RunFailure } from '../protocol/trainer-failure';
import { startOver } from './start-over';

/** The engine, or the failure thrown. */
export async function requireEngine(opThreads?: OpThreads): Promise<Engine> {
  try {
    return await loadEngine(opThreads);
  } catch (error) {
    throw new RunFailure(failure('engine-missing', {}, { detail: String(error) }));
  }
}

/**
 * Loads the engine with the threads that suit the number of shards of a network's steps. A process that has loaded it with others,
 * ahead of time or for another network, starts over where it can; elsewhere the steps go whole, only slower.
 *
 * @returns the engine, and the number of shards of steps on it
 */
export async function loadEngineFor(
  shards: number,
): Promise<{ readonly engine: Engine; readonly shards: number }> {
  const wanted: OpThreads = shards > 1 ? 'one' : 'all';
  const engine = await requireEngine(wanted);
  if (engine.device.kind === 'gpu') return { engine, shards: 1 };
  if (engine.opThreads !== wanted && !engine.areThreadsChosen) startOver();
  return { engine, shards: engine.opThreads === 'one' ? shards : 1 };
}
