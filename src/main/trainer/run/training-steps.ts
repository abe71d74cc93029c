import { failure } from '../../../contract/failures';
import { scalarsAt } from '../../../graph-runtime/compile/optimizer-scalars';
import { signatureOf } from '../../../graph-runtime/compile/program-signatures';
import { isInParts, perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import { learningRateAt } from '../../../graph-runtime/settings/schedules/registry';
import type { Feeds } from '../engine/native-session';
import { callProgram } from '../engine/program-calls';
import { float32, int32, numberOf, type TensorData } from '../engine/tensor-data';
import { findBrokenWeight, findOverflow } from '../health/find-overflow';
import type { StepResult } from '../prepare/step-result';
import type { PreparedRun } from '../program/prepared-run';
import { readStatistics, writeState } from '../program/program-state';
import { isLossNotFinite, RunFailure } from '../protocol/trainer-failure';
import type { GroupMember } from './group-member';
import { type BatchResult, evaluationResult, evenParts, PartTotals } from './step-parts';

/** The position of a step in the run. */
export interface StepPosition {
  /** Counts from 1 over the whole run. */
  readonly step: number;
  readonly stepsPerEpoch: number;
  readonly epochs: number;
  /** How often the schedule has come to a plateau; absent: never. */
  readonly plateaus?: number;
}

/** Far between the seeds of a step's parts: the odd number nearest to 2^32 / golden ratio (Weyl sequence). */
const PART_STRIDE = 0x9e3779b9;

/** After steps that were this quick, the next one is not stopped between its parts, nor prepared for that. */
const QUICK_STEP_SECONDS = 0.5;

/** Runs single native calls of a prepared program and reads their numbers. */
export class TrainingSteps {
  readonly #run: PreparedRun;
  readonly #member: GroupMember | null;
  /** The first step, which optimizes the graph, may take long. */
  #secondsOfLast = Number.POSITIVE_INFINITY;

  /** @param member this process in the group that trains the network; absent: it trains alone */
  constructor(run: PreparedRun, member: GroupMember | null = null) {
    this.#run = run;
    this.#member = member;
  }

  /**
   * One training step on the examples of the given indices, divided into the settings' micro-batches.
   *
   * @throws RunFailure `loss-not-finite`, naming step, learning rate and the first node whose output overflowed; no weight has
   *   been updated then. Or `weights-not-finite`: the step before has left weights that are no numbers.
   */
  train(indices: Int32Array, position: StepPosition): StepResult {
    const begun = performance.now();
    const result = this.#trainAsSet(indices, position);
    return { ...result, examples: indices.length, seconds: (performance.now() - begun) / 1000 };
  }

  /**
   * As `train`, but between the parts of a step that takes long it asks whether to stop. Null when it was to: weights and statistics are as
   * before the step then, and the gradients summed so far are of no use, so the run ends.
   */
  async trainUnlessStopped(
    indices: Int32Array,
    position: StepPosition,
    isStopped: () => Promise<boolean>,
  ): Promise<StepResult | null> {
    if (!this.#isInParts || this.#secondsOfLast < QUICK_STEP_SECONDS) {
      return this.#keepTime(this.train(indices, position));
    }
    const begun = performance.now();
    const statistics = readStatistics(this.#run);
    const total = new PartTotals();
    for (const part of this.#partsOf(indices)) {
      if (part > 0 && (await isStopped())) {
        // The run is resumed at the beginning of this step, which moves them again.
        if (statistics.length > 0) writeState(this.#run, statistics);
        return null;
      }
      this.#addPart(indices, position, part, total);
    }
    this.#apply(position);
    const seconds = (performance.now() - begun) / 1000;
    const { loss, sums } = total;
    return this.#keepTime({ loss, sums, examples: indices.length, seconds });
  }

  #keepTime(result: StepResult): StepResult {
    this.#secondsOfLast = result.seconds;
    return result;
  }

  /** What the first native call of a step is fed, without the optimizer's numbers. */
  firstFeeds(indices: Int32Array, step: number): Feeds {
    return this.#batchFeeds(indices.subarray(0, this.#partSize), step, 0);
  }

  get #isInParts(): boolean {
    return isInParts(this.#run.document.training);
  }

  /** Examples of a native call. */
  get #partSize(): number {
    return perStepBatch(this.#run.document.training);
  }

  #trainAsSet(indices: Int32Array, position: StepPosition): BatchResult {
    if (this.#member !== null) return this.#trainTogether(this.#member, indices, position);
    if (this.#isInParts) return this.#trainInParts(indices, position);
    if (this.#isReplicated(indices)) return this.#trainReplicated(indices, position);
    return this.#trainWhole(indices, position);
  }

  /** Each process takes its part of the batch; the first takes one that has fewer examples than there are processes. */
  #trainTogether(member: GroupMember, indices: Int32Array, position: StepPosition): BatchResult {
    const parts = indices.length < member.size ? [indices] : evenParts(indices, member.size);
    const shares = parts.map(({ length }) => length / indices.length);
    const [own, share = 0] = [parts[member.rank], shares[member.rank]];
    const { rank } = member;
    const signature = parts.length === 1 ? member.accumulateAlone : 'accumulate';
    const result = own && member.takePart(() => this.#accumulate(own, position, rank, share, signature));
    const results = member.applyTogether(this.#optimizerFeeds(position), share, result);
    const total = new PartTotals();
    shares.forEach((size, rank) => {
      const other = results[rank];
      if (other !== undefined) total.add(other, size);
    });
    return { loss: total.loss, sums: total.sums };
  }

  #trainWhole(indices: Int32Array, position: StepPosition): BatchResult {
    const feeds = { ...this.#batchFeeds(indices, position.step, 0), ...this.#optimizerFeeds(position) };
    return this.#call(this.#isSharded(indices) ? 'train-in-shards' : 'train', feeds, position);
  }

  /** The parts of a batch go to the replicas, one after the other; the last parts are smaller by one where it cannot be divided evenly. */
  #trainReplicated(indices: Int32Array, position: StepPosition): BatchResult {
    const parts = evenParts(indices, this.#replicas);
    const shares = parts.map(({ length }) => length / indices.length);
    const feeds = parts.flatMap((part, number) => {
      const all = {
        ...this.#batchFeeds(part, position.step, number),
        share: float32([shares[number] ?? 0], []),
      };
      return Object.entries(all).map(([name, value]) => [`${number}/${name}`, value] as const);
    });
    const all = { ...Object.fromEntries(feeds), ...this.#optimizerFeeds(position) };
    const { losses, sums } = this.#explained(
      () => callProgram(this.#run, 'train-in-replicas', all),
      position,
      () => this.#batchFeeds(indices, position.step, 0),
    );
    const total = new PartTotals();
    const width = sums.values.length / parts.length;
    shares.forEach((share, number) => {
      const counted = Array.from(sums.values.subarray(number * width, (number + 1) * width));
      total.add({ loss: losses.values[number] ?? Number.NaN, sums: counted }, share);
    });
    return { loss: total.loss, sums: total.sums };
  }

  /** Adds up the parts' gradients, each by its share of the batch, then updates the weights. */
  #trainInParts(indices: Int32Array, position: StepPosition): BatchResult {
    const total = new PartTotals();
    for (const part of this.#partsOf(indices)) this.#addPart(indices, position, part, total);
    this.#apply(position);
    return { loss: total.loss, sums: total.sums };
  }

  /** Numbers of a step's parts. */
  #partsOf(indices: Int32Array): readonly number[] {
    return Array.from({ length: Math.ceil(indices.length / this.#partSize) }, (_, part) => part);
  }

  #addPart(indices: Int32Array, position: StepPosition, number: number, total: PartTotals): void {
    const size = this.#partSize;
    const part = indices.subarray(number * size, (number + 1) * size);
    const share = part.length / indices.length;
    total.add(this.#accumulate(part, position, number, share), share);
  }

  #accumulate(
    part: Int32Array,
    position: StepPosition,
    number: number,
    share: number,
    signature: 'accumulate' | 'accumulate-alone' = 'accumulate',
  ): BatchResult {
    const batch = this.#batchFeeds(part, position.step, number);
    return this.#call(signature, { ...batch, share: float32([share], []) }, position);
  }

  #apply(position: StepPosition): void {
    callProgram(this.#run, 'apply', this.#optimizerFeeds(position));
  }

  #call(
    signature: 'train' | 'train-in-shards' | 'accumulate' | 'accumulate-alone',
    feeds: Feeds,
    position: StepPosition,
  ): BatchResult {
    const { loss, sums } = this.#explained(
      () => callProgram(this.#run, signature, feeds),
      position,
      () => feeds,
    );
    return { loss: only(loss), sums: Array.from(sums.values) };
  }

  /** A call's results; of a loss that is not finite, where that began. @param feedsOfBatch of the call's examples, as `train` takes them */
  #explained<T>(call: () => T, position: StepPosition, feedsOfBatch: () => Feeds): T {
    try {
      return call();
    } catch (error) {
      if (!isLossNotFinite(error)) throw error;
      this.assertFiniteWeights({ ...position, step: position.step - 1 });
      const path = findOverflow(this.#run, feedsOfBatch());
      const values = { step: position.step, learningRate: this.learningRate(position) };
      throw new RunFailure(failure('loss-not-finite', values, path === null ? {} : { path }));
    }
  }

  /**
   * Makes sure that the step at `position`, whose loss was finite, has left finite weights.
   *
   * @throws RunFailure `weights-not-finite`, naming step, learning rate and the node at which the gradient overflowed
   */
  assertFiniteWeights(position: StepPosition): void {
    const node = findBrokenWeight(this.#run);
    if (node === null) return;
    const values = { step: position.step, learningRate: this.learningRate(position), node };
    throw new RunFailure(failure('weights-not-finite', values, { path: node }));
  }

  /** Loss and counts over examples of the test set. */
  evaluate(indices: Int32Array): StepResult {
    const begun = performance.now();
    const result = evaluationResult(this.evaluateSums(indices), indices.length);
    return { ...result, seconds: (performance.now() - begun) / 1000 };
  }

  /** The loss summed over examples of the test set, and what is counted, as the engine gives it: float32. */
  evaluateSums(indices: Int32Array): readonly number[] {
    const { program, session } = this.#run;
    const { inputs, outputs } = signatureOf(
      program,
      this.#isSharded(indices) ? 'evaluate-in-shards' : 'evaluate',
    );
    const { loss, sums } = outputs;
    const results = session.run({ inputs, outputs: { loss, sums } }, this.#run.source.feeds('test', indices));
    return [only(results.loss), ...(results.sums?.values ?? [])];
  }

  get #replicas(): number {
    return this.#run.document.training.replicas ?? 1;
  }

  /** A batch of fewer examples than there are replicas, at the end of an epoch, goes whole. */
  #isReplicated({ length }: Int32Array): boolean {
    return this.#replicas > 1 && length >= this.#replicas;
  }

  #isSharded({ length }: Int32Array): boolean {
    const { shards } = this.#run;
    return shards > 1 && length % shards === 0;
  }

  /** Each part of a step draws its own random numbers, the first those of a whole step. */
  #batchFeeds(indices: Int32Array, step: number, part: number): Feeds {
    const { seed } = this.#run.document.training;
    return {
      ...this.#run.source.feeds('train', indices),
      seed: int32([(seed + Math.imul(part, PART_STRIDE)) | 0, step]),
    };
  }

  #optimizerFeeds(position: StepPosition): Feeds {
    const scalars = scalarsAt(this.#run.program, this.learningRate(position), position.step);
    return Object.fromEntries(Object.entries(scalars).map(([name, value]) => [name, float32([value], [])]));
  }

  /** The schedule's learning rate; the first step of the run is at epoch 0. */
  learningRate({ step, stepsPerEpoch, epochs, plateaus = 0 }: StepPosition): number {
    const { schedule, optimizer } = this.#run.document.training;
    const progress = { epoch: (step - 1) / stepsPerEpoch, epochs, plateaus };
    return learningRateAt(schedule, optimizer.learningRate, progress, stepsPerEpoch);
  }
}

function only(tensor: TensorData | undefined): number {
  if (tensor === undefined) throw new Error('the engine returned no value');
  return numberOf(tensor);
}
