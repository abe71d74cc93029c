import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { isActivePhase, type RunDetails, type RunStatus } from '../../../../contract/contract';
import { ownEntry } from '../../../files/own-entry';
import { MIRROR_FOLDER } from '../../run-files';
import type { AppCommand, AppMessage } from './app-process';
import { type Followed, isRising } from './followed';

/** More than any campaign trains. */
const EPOCHS = 100_000;

/** A run of the window, whose app is another process. */
export class FollowedByApp implements Followed {
  readonly name = 'app';
  readonly #directory: string;
  readonly #environment: NodeJS.ProcessEnv;
  #child: ChildProcess | null = null;
  #status: RunStatus | null = null;
  #run = { runId: '', folder: '' };
  readonly #heard = new Set<(message: AppMessage) => void>();

  constructor(directory: string, environment: NodeJS.ProcessEnv) {
    this.#directory = directory;
    this.#environment = environment;
  }

  get mirror(): string {
    return join(this.#run.folder, MIRROR_FOLDER);
  }

  get shown(): Followed['shown'] {
    if (this.#status === null) return 'out of reach';
    if (!isActivePhase(this.#status.phase)) return 'ended';
    return this.#status.outOfReach == null ? 'active' : 'out of reach';
  }

  get reason(): string {
    return this.#status?.failure?.code ?? '';
  }

  async begin(): Promise<void> {
    await this.#open();
    await this.#ask({ type: 'start', epochs: EPOCHS, on: 'lab' });
  }

  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    this.#status = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async follow(): Promise<void> {
    await this.#open();
    await this.#ask({ type: 'follow', runId: this.#run.runId });
  }

  async resume(): Promise<void> {
    this.#status = null;
    await this.#ask({ type: 'resume', runId: this.#run.runId, epochs: EPOCHS, on: 'lab' });
  }

  stop(): void {
    this.#child?.send({ type: 'stop' } satisfies AppCommand);
    this.#child?.send({ type: 'reach' } satisfies AppCommand);
  }

  async check(): Promise<readonly string[]> {
    const { points, epochs } = await this.details();
    return [
      ...(isRising(points.map(({ step }) => step)) ? [] : ['app: steps repeat']),
      ...(isRising(epochs.map(({ epoch }) => epoch)) ? [] : ['app: epochs repeat']),
    ];
  }

  /** The run as it is kept. */
  async details(): Promise<RunDetails> {
    const heard = this.#hears('details');
    this.#child?.send({ type: 'details', runId: this.#run.runId } satisfies AppCommand);
    return (await heard).details;
  }

  async #open(): Promise<void> {
    const { entry, execArgv } = ownEntry(__dirname, join(__dirname, 'app-process.ts'));
    this.#child = fork(entry, [], { execArgv: [...execArgv], env: this.#environment, stdio: 'inherit' });
    this.#child.on('message', (message: AppMessage) => {
      if (message.type === 'status') this.#status = message.status;
      for (const listener of this.#heard) listener(message);
    });
    await this.#hears('ready');
    this.#child.send({ type: 'open', directory: this.#directory } satisfies AppCommand);
  }

  /** Commands that a run follows from. */
  async #ask(command: AppCommand): Promise<void> {
    const heard = this.#hears('started');
    this.#child?.send(command);
    const { runId, folder } = await heard;
    this.#run = { runId, folder };
  }

  #hears<T extends AppMessage['type']>(type: T): Promise<Extract<AppMessage, { type: T }>> {
    return new Promise((resolve, reject) => {
      const listener = (message: AppMessage) => {
        if (message.type !== type && message.type !== 'error') return;
        this.#heard.delete(listener);
        if (message.type === 'error' && type !== 'error') reject(new Error(message.reason));
        else resolve(message as Extract<AppMessage, { type: T }>);
      };
      this.#heard.add(listener);
    });
  }
}
