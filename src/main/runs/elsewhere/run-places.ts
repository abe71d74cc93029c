import { failed, type Reply, success } from '../../../contract/failure';
import { failure } from '../../../contract/failures';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { canDivide, perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import type { DatasetRoots } from '../../data/dataset-roots';
import { closeMachines, connectGroup, THIS_MACHINE } from '../../remote/group-machines';
import type { AskUser } from '../../remote/ssh-questions';
import type { TrainerPackage } from '../../remote/trainer-package';
import { asReplicas } from '../../remote/training-group';
import { RunGroup } from '../run-group';
import type { PlaceOfRun } from '../run-summary';
import type { RunStart } from '../supervised-run';
import type { RemoteRuns } from './remote-runs';
import type { RemoteStart } from './run-parcel';

/** Where a run is wanted; by default on this machine. */
export interface WantedPlace {
  /** The machine that is to train it, by its name. */
  readonly on?: string | undefined;
  /** By machines of these names, together with this one. */
  readonly together?: { readonly names: readonly string[] } | undefined;
}

/** Where a run trains: connected, before there is a run that could fail. */
export interface RunPlace {
  readonly of: PlaceOfRun;
  /** With a replica for each machine. */
  readonly document: NetloomDocument;
  /** The run begins, or is resumed, there. */
  begin(start: RemoteStart): Pick<RunStart, 'remote' | 'group'>;
  /** It will not begin. */
  close(): Promise<void>;
}

export interface RunPlacesOptions {
  readonly remote: RemoteRuns;
  readonly datasets: DatasetRoots;
  readonly trainer: () => Promise<Reply<TrainerPackage>>;
  /** Asks the user what ssh wants to know of a host. */
  readonly ask: (host: string) => AskUser;
}

/** This machine, another one, or several together. */
export class RunPlaces {
  readonly #options: RunPlacesOptions;
  readonly #ended = new AbortController();

  constructor(options: RunPlacesOptions) {
    this.#options = options;
  }

  /** Connects to where the run is wanted. */
  async connect(wanted: WantedPlace, document: NetloomDocument): Promise<Reply<RunPlace>> {
    const { on, together } = wanted;
    if (together !== undefined) return this.#together(together.names, document);
    if (on !== undefined) return this.#elsewhere(on, document);
    return success({ of: {}, document, begin: () => ({}), close: () => Promise.resolve() });
  }

  /** Gives up what is being connected. */
  end(): void {
    this.#ended.abort();
  }

  async #elsewhere(name: string, document: NetloomDocument): Promise<Reply<RunPlace>> {
    const { remote } = this.#options;
    const connected = await remote.connect(name, document);
    if (!connected.ok) return connected;
    const destination = connected.value;
    return success({
      of: { machine: destination.machine },
      document,
      begin: (start) => ({ remote: remote.begin(destination, start) }),
      close: () => destination.connection.close(),
    });
  }

  async #together(given: readonly string[], alone: NetloomDocument): Promise<Reply<RunPlace>> {
    const { datasets, trainer, ask } = this.#options;
    const names = [...new Set(given)];
    // Only the command line starts further processes here.
    if (names.includes(THIS_MACHINE)) return failed(failure('remote-none', { name: THIS_MACHINE }));
    const document = asReplicas(alone, names);
    const { training } = document;
    const received = names.length + 1;
    if (!canDivide(training, received)) {
      const values = { received, batchSize: training.batchSize, size: perStepBatch(training) };
      return failed({ code: 'undividable-batch', values });
    }
    const connected = await connectGroup({
      ...{ names, datasetId: document.dataset.id, datasets, trainer, ask },
      signal: this.#ended.signal,
    });
    if (!connected.ok) return connected;
    const machines = connected.value;
    const together = machines.map(({ name, there }) => ({ name, host: there?.target.host ?? name }));
    return success({
      of: { together },
      document,
      begin: () => ({ group: new RunGroup(machines) }),
      close: () => closeMachines(machines),
    });
  }
}
