import type {
  CheckedMachine,
  InstalledTrainer,
  MachineProgress,
  RemoteMachine,
  Request,
} from '../../contract/contract';
import { failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { lookAndMeasure } from './check-target';
import { installTrainer } from './install-trainer';
import { type RemoteTarget, remoteTarget, typedSlurm } from './remote-target';
import { SshConnection } from './ssh-connection';
import type { AskUser } from './ssh-questions';
import { addTarget, findTarget, listTargets, removeTarget } from './target-store';
import { testTrainer } from './test-trainer';
import type { TrainerPackage } from './trainer-package';

export interface MachinesOptions {
  /** What is sent to a machine that is to train. */
  readonly trainer: () => Promise<Reply<TrainerPackage>>;
  readonly onChange: () => void;
  readonly onProgress: (progress: MachineProgress) => void;
}

/** The list of other machines, and what is done with one of them: looked at, prepared for training. One thing at a time with each. */
export class Machines {
  readonly #options: MachinesOptions;
  readonly #underWay = new Map<string, AbortController>();

  constructor(options: MachinesOptions) {
    this.#options = options;
  }

  async list(): Promise<Reply<readonly RemoteMachine[]>> {
    const listed = await listTargets();
    if (!listed.ok) return listed;
    return success(
      listed.value.map((target) => {
        const { name, host, folder } = target;
        return { name, host, folder, slurm: target.kind === 'slurm' ? target.slurm : null };
      }),
    );
  }

  async add({ name, host, folder, slurm }: Request<'machines:add'>): Promise<Reply<null>> {
    const settings = slurm === undefined ? success(null) : typedSlurm(slurm, slurm.isClosedNetwork);
    if (!settings.ok) return settings;
    const target = remoteTarget(name.trim(), host.trim(), folder?.trim() || undefined, settings.value);
    if (!target.ok) return target;
    const added = await addTarget(target.value);
    if (added.ok) this.#options.onChange();
    return added;
  }

  async remove(name: string): Promise<Reply<null>> {
    this.cancel(name);
    const removed = await removeTarget(name);
    if (!removed.ok) return removed;
    this.#options.onChange();
    return success(null);
  }

  /** Connects, and looks. Nothing there is changed. */
  check(name: string, ask: AskUser): Promise<Reply<CheckedMachine>> {
    return this.#over(name, ask, async (connection, target) => {
      const looked = await lookAndMeasure(connection, target);
      if (!looked.ok) return looked;
      const trainer = await this.#options.trainer();
      const version = trainer.ok ? trainer.value.version : null;
      const isInstalled = version !== null && looked.value.versions.includes(version);
      return success({ ...looked.value, version, isInstalled });
    });
  }

  /** Sends the trainer, and tries its engine. */
  install(name: string, ask: AskUser): Promise<Reply<InstalledTrainer>> {
    let allBytes = 0;
    const report = (stage: MachineProgress['stage'], sentBytes = allBytes) =>
      this.#options.onProgress({ name, stage, sentBytes, allBytes });
    report('connecting');
    return this.#over(name, ask, async (connection, target) => {
      const trainer = await this.#options.trainer();
      if (!trainer.ok) return trainer;
      const installed = await installTrainer({
        ...{ connection, target, trainer: trainer.value },
        onSend: (bytes) => {
          allBytes = bytes;
          report('sending', 0);
        },
        onMissing: (bytes) => report('sending', Math.max(0, allBytes - bytes)),
        onAssemble: () => report('unpacking'),
      });
      if (!installed.ok) return installed;
      report('testing');
      const { version } = trainer.value;
      const tested = await testTrainer(connection, target, version);
      return tested.ok ? success({ version, ...tested.value }) : tested;
    });
  }

  /** Gives up what is under way with that machine. */
  cancel(name: string): void {
    this.#underWay.get(name)?.abort();
  }

  /** Gives up everything. */
  end(): void {
    for (const one of this.#underWay.values()) one.abort();
  }

  async #over<T>(
    name: string,
    ask: AskUser,
    work: (connection: SshConnection, target: RemoteTarget) => Promise<Reply<T>>,
  ): Promise<Reply<T>> {
    const target = await findTarget(name);
    if (!target.ok) return target;
    this.cancel(name);
    const controller = new AbortController();
    this.#underWay.set(name, controller);
    const { signal } = controller;
    const reply = await this.#connected(target.value, { ask, signal }, work);
    if (this.#underWay.get(name) === controller) this.#underWay.delete(name);
    // What it failed at when it was given up is nobody's business.
    return signal.aborted ? failed(failure('remote-canceled', { host: target.value.host })) : reply;
  }

  async #connected<T>(
    target: RemoteTarget,
    options: { readonly ask: AskUser; readonly signal: AbortSignal },
    work: (connection: SshConnection, target: RemoteTarget) => Promise<Reply<T>>,
  ): Promise<Reply<T>> {
    const opened = await SshConnection.open(target, options);
    if (!opened.ok) return opened;
    const connection = opened.value;
    const close = () => void connection.close();
    options.signal.addEventListener('abort', close);
    try {
      return options.signal.aborted
        ? failed(failure('remote-canceled', { host: target.host }))
        : await work(connection, target);
    } finally {
      options.signal.removeEventListener('abort', close);
      await connection.close();
    }
  }
}
