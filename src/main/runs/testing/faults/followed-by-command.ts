import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { serializeDocument } from '../../../../graph-runtime/document/serialize';
import type { Ended, StartedProgram } from '../../../../testing/started-program';
import { startCli } from '../../../cli/testing/run-cli';
import { tinyDocument } from '../app-of-tests';
import { epochsIn, eventsHere, type Followed, isRising } from './followed';

const EPOCHS = 100_000;

/** A run of the command line. */
export class FollowedByCommand implements Followed {
  readonly name = 'command';
  readonly mirror: string;
  readonly #network: string;
  readonly #environment: Readonly<Record<string, string>>;
  #program: StartedProgram | null = null;
  #ended: Ended | null = null;
  #said = '';

  constructor(directory: string, environment: Readonly<Record<string, string>>) {
    this.mirror = join(directory, 'mirror');
    this.#network = join(directory, 'network.json');
    this.#environment = environment;
  }

  get shown(): Followed['shown'] {
    if (this.#ended !== null) return 'ended';
    const lost = this.#said.lastIndexOf('is out of reach since');
    return lost > this.#said.lastIndexOf('is reached again') ? 'out of reach' : 'active';
  }

  get reason(): string {
    return this.#ended?.code === 130 || this.#ended?.code === 0 ? '' : (this.#ended?.stderr ?? '');
  }

  async begin(): Promise<void> {
    writeFileSync(this.#network, serializeDocument(tinyDocument(EPOCHS)));
    this.#start('train', this.#network, '--on', 'lab', '--out', this.mirror, '--json');
    await this.#program?.saw('"type":"step"');
  }

  async kill(): Promise<void> {
    const child = this.#program?.child;
    this.#program = null;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
  }

  async follow(): Promise<void> {
    this.#start('train', '--follow', this.mirror, '--json');
  }

  async resume(): Promise<void> {
    this.#start('train', '--resume', this.mirror, '--on', 'lab', '--json');
    await this.#program?.saw('"type":"step"');
  }

  stop(): void {
    this.#program?.child.kill('SIGINT');
  }

  async check(): Promise<readonly string[]> {
    return isRising(epochsIn(eventsHere(this.mirror))) ? [] : ['command: epochs repeat'];
  }

  #start(...args: string[]): void {
    const program = startCli(args, this.#environment);
    this.#program = program;
    this.#ended = null;
    this.#said = '';
    program.child.stderr?.on('data', (data: Buffer) => {
      this.#said = `${this.#said}${data}`.slice(-4_096);
    });
    void program.ended.then((ended) => {
      // One that was killed has said nothing of the run.
      if (this.#program === program) this.#ended = ended;
    });
  }
}
