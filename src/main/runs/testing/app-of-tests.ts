import { join } from 'node:path';
import type { RunDetails, RunEvent, RunPhase } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { parseDocument } from '../../../graph-runtime/reading/parse';
import { TINY_NETWORK } from '../../../testing/tiny-network';
import type { DatasetRoots } from '../../data/dataset-roots';
import type { Log } from '../../log/log';
import type { AskUser } from '../../remote/ssh-questions';
import type { RemoteRuns } from '../elsewhere/remote-runs';
import type { WantedPlace } from '../elsewhere/run-places';
import { ImportedWeightFiles } from '../imported-weights';
import { MeasuredSpeeds } from '../measured-speeds';
import { type ResumeOptions, RunService } from '../run-service';
import { RunStore } from '../run-store';
import { RunSupervisor } from '../run-supervisor';
import { placesOf, remoteRunsOf } from './remote-runs';
import { startTrainerFromSources } from './start-trainer';

const silent = () => undefined;
const log: Log = { info: silent, warning: silent, error: silent };

/** A small network whose epochs take a moment. */
export function tinyDocument(epochs: number): NetloomDocument {
  const parsed = parseDocument(
    JSON.stringify({
      ...{ format: 'netloom', version: 1, name: 'Tiny' },
      ...TINY_NETWORK,
      training: { epochs, seed: 5, trainingShare: 0.05, optimizer: { type: 'adam', learningRate: 0.001 } },
    }),
  );
  if (!parsed.ok) throw new Error(JSON.stringify(parsed));
  return parsed.document;
}

/** Main's side of runs, as long as the app is there. */
export class AppOfTests {
  readonly store: RunStore;
  readonly supervisor: RunSupervisor;
  readonly service: RunService;
  readonly events: RunEvent[] = [];
  hasQuit = false;
  readonly #remote: RemoteRuns;
  readonly #listeners = new Set<() => void>();

  constructor(directory: string, roots: DatasetRoots, ask?: AskUser) {
    this.store = new RunStore({ directory: join(directory, 'runs'), log, onChange: silent });
    this.supervisor = new RunSupervisor({
      startTrainer: startTrainerFromSources,
      log,
      speeds: new MeasuredSpeeds({ file: join(directory, 'speeds.json'), log }),
      availableMemory: () => 0,
      onEvent: (runId, event) => {
        this.store.record(runId, event);
        this.events.push(event);
        for (const listener of this.#listeners) listener();
      },
    });
    this.#remote = remoteRunsOf(this.store, roots, ask);
    this.service = new RunService({
      supervisor: this.supervisor,
      store: this.store,
      places: placesOf(this.#remote, roots, ask),
      weights: new ImportedWeightFiles(join(directory, 'weights')),
      datasets: roots,
      appVersion: 'test',
      preset: () => Promise.resolve(null),
    });
  }

  async start(document: NetloomDocument, place: WantedPlace = {}): Promise<string> {
    const reply = await this.service.start(document, place, (start) => start());
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.value.runId;
  }

  async resume(runId: string, options: ResumeOptions): Promise<void> {
    const reply = await this.service.resume(runId, options, (start) => start());
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
  }

  async follow(runId: string): Promise<void> {
    const start = await this.#remote.follow(runId);
    if (start === null) throw new Error('it is on no other machine');
    this.supervisor.start(start, runId);
  }

  async until(isSo: () => boolean): Promise<void> {
    while (!isSo()) {
      await new Promise<void>((resolve) => {
        const listener = () => {
          this.#listeners.delete(listener);
          resolve();
        };
        this.#listeners.add(listener);
      });
    }
  }

  phase(wanted: RunPhase): Promise<void> {
    return this.until(() => this.supervisor.current()?.status.phase === wanted);
  }

  saw(type: RunEvent['type'], count = 1): Promise<void> {
    return this.until(() => this.events.filter((event) => event.type === type).length >= count);
  }

  async details(runId: string): Promise<RunDetails> {
    await this.store.flush();
    const details = await this.store.get(runId);
    if (!details.ok) throw new Error(details.error.code);
    return details.value;
  }

  async quit(): Promise<void> {
    this.hasQuit = true;
    await this.supervisor.shutDown(10_000);
    await this.store.flush();
  }
}
