import type { RunEvent } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { stepNumbers } from '../../../graph-runtime/compile/group-step';
import { signatureOf } from '../../../graph-runtime/compile/program-signatures';
import type { Feeds } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { float32 } from '../engine/tensor-data';
import type { RunControl } from '../prepare/run-control';
import type { PreparedRun } from '../program/prepared-run';
import type { ReplicaGroup } from '../protocol/replica-group';
import { RunFailure } from '../protocol/trainer-failure';
import { reachGroup } from './reach-group';
import type { BatchResult } from './step-parts';

/**
 * This process in a group that trains a network together. What all must decide alike (a stop, the end of an epoch) is decided by numbers that all
 * have: they come with the sums.
 */
export class GroupMember {
  readonly rank: number;
  readonly size: number;
  readonly #run: PreparedRun;
  readonly #control: RunControl;
  readonly #numbers: number;
  #isStopAgreed = false;

  private constructor(run: PreparedRun, { rank, addresses }: ReplicaGroup, control: RunControl) {
    this.rank = rank;
    this.size = addresses.length;
    this.#run = run;
    this.#control = control;
    this.#numbers = stepNumbers(signatureOf(run.program, 'accumulate').outputs.sums);
  }

  /**
   * Waits until the servers of all processes listen.
   *
   * @throws RunFailure `group-given-up` when the run is stopped before
   */
  static async join(
    run: PreparedRun,
    group: ReplicaGroup,
    control: RunControl,
    emit: (event: RunEvent) => void,
  ): Promise<GroupMember> {
    const nameOf = (rank: number) => group.names?.[rank] ?? String(rank);
    const address = await reachGroup(group, {
      isStopped: () => control.isStopRequested,
      onUnreached: (rank) => {
        const values = {
          from: nameOf(group.rank),
          to: nameOf(rank),
          address: group.addresses[rank] ?? '',
        };
        emit({ type: 'warning', failure: failure('group-not-reached', values) });
      },
    });
    if (address !== null) throw new RunFailure(failure('group-given-up', { address }));
    return new GroupMember(run, group, control);
  }

  /** Then statistics are equal in all processes, and the first one's are taken. */
  get #isSynchronized(): boolean {
    return this.#run.document.training.batchStatistics === 'synchronized';
  }

  /** What a part is called by that one process takes while the others take none. */
  get accumulateAlone(): 'accumulate' | 'accumulate-alone' {
    return this.#isSynchronized ? 'accumulate-alone' : 'accumulate';
  }

  /** Whether one of the processes was asked to stop, as of the last sum: the same in all of them. */
  get isStopAgreed(): boolean {
    return this.#isStopAgreed;
  }

  /**
   * The first half of a step: this process's part. Where it needs the others' (synchronized batch normalization), it waits for them.
   *
   * @throws RunFailure `replica-lost`, or why the part failed by itself
   */
  takePart(accumulate: () => BatchResult): BatchResult {
    try {
      return accumulate();
    } catch (error) {
      if (error instanceof RunFailure || !this.#isSynchronized) throw error;
      throw replicaLost(error);
    }
  }

  /**
   * The second half of a step: sums gradients over all processes and updates the weights.
   *
   * @param share of the batch that this process has computed
   * @param own the result of its part; undefined: it had none
   * @returns the results of everyone's parts
   */
  applyTogether(optimizerFeeds: Feeds, share: number, own: BatchResult | undefined): readonly BatchResult[] {
    const numbers = this.#numbers;
    const report = new Float32Array(this.size * numbers);
    report.set([own?.loss ?? 0, ...(own?.sums ?? [])], this.rank * numbers);
    report[(this.rank + 1) * numbers - 1] = this.#control.isStopRequested ? 1 : 0;
    const feeds = {
      ...optimizerFeeds,
      'applied-share': float32([this.#isSynchronized ? Number(this.rank === 0) : share], []),
      report: float32(report, [report.length]),
    };
    const everyones = this.#together(() => callProgram(this.#run, 'apply-together', feeds)).report.values;
    return Array.from({ length: this.size }, (_, rank) => {
      const [loss = Number.NaN, ...sums] = everyones.subarray(rank * numbers, (rank + 1) * numbers);
      if (sums.pop() !== 0) this.#isStopAgreed = true;
      return { loss, sums };
    });
  }

  /** Sums of numbers over all processes, which all call this with as many. What one gives and the others leave 0 arrives as it is. */
  sum(values: Float32Array): Float32Array {
    const size = signatureOf(this.#run.program, 'exchange').outputs.values.shape[0] ?? 1;
    const summed = new Float32Array(values.length);
    for (let at = 0; at < values.length; at += size) {
      const part = new Float32Array(size);
      part.set(values.subarray(at, at + size));
      const feeds = { values: float32(part, [size]) };
      const all = this.#together(() => callProgram(this.#run, 'exchange', feeds)).values.values;
      summed.set(all.subarray(0, Math.min(size, values.length - at)), at);
    }
    return summed;
  }

  /** Everyone's bytes, as many from each, by rank. */
  gatherBytes(own: Uint8Array): readonly Uint8Array[] {
    const all = new Float32Array(this.size * own.length);
    all.set(own, this.rank * own.length);
    const bytes = Uint8Array.from(this.sum(all));
    return Array.from({ length: this.size }, (_, rank) =>
      bytes.subarray(rank * own.length, (rank + 1) * own.length),
    );
  }

  /** The first process's text, in all of them. What the others give does not count. */
  shareText(text: string): string {
    const isFirst = this.rank === 0;
    const bytes = Buffer.from(isFirst ? text : '');
    const length = new Float32Array([bytes.length]);
    const [total = 0] = this.sum(length);
    const shared = new Float32Array(total);
    shared.set(bytes);
    return Buffer.from(Uint8Array.from(this.sum(shared))).toString();
  }

  /** @throws RunFailure `replica-lost` */
  #together<T>(call: () => T): T {
    try {
      return call();
    } catch (error) {
      throw replicaLost(error);
    }
  }
}

function replicaLost(error: unknown): RunFailure {
  return new RunFailure(failure('replica-lost', {}, { detail: String(error) }));
}
