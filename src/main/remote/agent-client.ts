import type { ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { QueuedJob } from '../../contract/contract';
import { type Failure, failed, type Reply, success } from '../../contract/failure';
import { failure } from '../../contract/failures';
import { type AgentAnswer, type AgentCall, answerSchema, GREETING, type RemoteEnd } from './agent/protocol';
import { notUnderstood } from './check-target';
import type { RemoteTarget } from './remote-target';
import type { SshConnection } from './ssh-connection';

/** A shell's exit codes where there is no such program, or none that it may start. */
const NO_PROGRAM: ReadonlySet<number | null> = new Set([126, 127]);

export interface Pushed {
  readonly onEvents: (bytes: Buffer) => void;
  /** A job waits in Slurm's queue; null: it does so no more. */
  readonly onQueued: (queued: QueuedJob | null) => void;
  readonly onEnd: (end: RemoteEnd) => void;
}

/** The agent on the other machine, seen from here. */
export class AgentClient {
  readonly #target: RemoteTarget;
  readonly #child: ChildProcess;
  readonly #waiting = new Map<number, (answer: Reply<unknown>) => void>();
  #lastId = 0;
  #pushed: Pushed | null = null;
  /** Settles when the connection to it has ended. */
  readonly ended: Promise<void>;

  private constructor(target: RemoteTarget, child: ChildProcess) {
    this.#target = target;
    this.#child = child;
    this.ended = new Promise((resolve) => {
      child.once('close', () => {
        resolve();
        for (const answer of this.#waiting.values()) answer(failed(this.#cut()));
        this.#waiting.clear();
      });
    });
  }

  /** Starts the agent of that version there. Fails where it is not installed. */
  static start(
    connection: SshConnection,
    target: RemoteTarget,
    version: string,
  ): Promise<Reply<AgentClient>> {
    const folder = `${target.folder}/${version}`;
    const child = connection.start([`${folder}/node`, `${folder}/cli/remote-agent.js`]);
    const client = new AgentClient(target, child);
    child.stdin?.on('error', () => undefined);
    let errors = '';
    child.stderr?.on('data', (data: Buffer) => {
      errors = `${errors}${data.toString()}`.slice(-4_096);
    });
    return new Promise((resolve) => {
      let isGreeted = false;
      if (child.stdout === null) throw new Error('no output');
      createInterface({ input: child.stdout }).on('line', (line) => {
        if (isGreeted) client.#take(line);
        else if (line === GREETING) {
          isGreeted = true;
          resolve(success(client));
        }
      });
      child.once('error', () => resolve(failed(client.#cut())));
      child.once('close', (code) => {
        const refusal = NO_PROGRAM.has(code)
          ? failure('remote-not-installed', { host: target.host })
          : notUnderstood(target, errors);
        resolve(failed(refusal));
      });
    });
  }

  /** Asks for something; fails in the agent's words, or when the connection ends first. */
  ask(call: AgentCall): Promise<Reply<unknown>> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      if (this.#child.exitCode !== null || this.#child.signalCode !== null)
        return resolve(failed(this.#cut()));
      this.#waiting.set(id, resolve);
      this.#child.stdin?.write(`${JSON.stringify({ id, ...call })}\n`);
    });
  }

  /** Follows a run: bytes of its events from that one on, and its end. */
  async follow(run: string, from: number, pushed: Pushed): Promise<Reply<unknown>> {
    this.#pushed = pushed;
    return this.ask({ op: 'follow', run, from });
  }

  /** Ends the agent in order. */
  async close(): Promise<void> {
    this.#child.stdin?.end();
    await this.ended;
  }

  #take(line: string): void {
    const answer: AgentAnswer = answerSchema.parse(JSON.parse(line));
    if ('push' in answer) {
      if (answer.push === 'events') this.#pushed?.onEvents(Buffer.from(answer.bytes, 'base64'));
      else if (answer.push === 'queued') this.#pushed?.onQueued(answer.queued);
      else this.#pushed?.onEnd(answer.end);
      return;
    }
    this.#waiting.get(answer.id)?.(answer.ok ? success(answer.value) : failed(answer.error));
    this.#waiting.delete(answer.id);
  }

  #cut(): Failure {
    return failure('remote-unreachable', { host: this.#target.host, reason: 'the connection ended' });
  }
}
