import type { TargetValues } from '../../data/load-targets';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { perStepBatch } from '../../../graph-runtime/settings/per-step-batch';
import type { TargetsOfOutputs } from '../../../graph-runtime/targets/output-targets';
import type { MeasuredOutput } from '../../../graph-runtime/targets/output-figures';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import type { DatasetRoots } from '../../data/dataset-roots';
import type { RunningProgram } from '../engine/program-calls';
import type { ExampleSource } from '../examples/example-source';
import type { SplitExamples } from '../examples/split-examples';
import type { ReplicaGroup } from '../protocol/replica-group';

/** A network in the engine, with its data, ready for the first step. */
export interface PreparedRun extends RunningProgram {
  readonly document: NetloomDocument;
  readonly analysis: NetworkAnalysis;
  readonly source: ExampleSource;
  /** The number of shards of batches that divide by it, on the engine as it was loaded; 1: batches go whole. */
  readonly shards: number;
  /** Examples trained on in an epoch, and test examples; those for validation lie after the test examples in the engine's test split. */
  readonly trainCount: number;
  readonly testCount: number;
  readonly examples: SplitExamples;
  /** What its first main output is trained for. */
  readonly target: TrainedTarget;
  /** What each of its outputs is trained for, by its choice: a program that is compiled again needs all of them. */
  readonly targets: TargetsOfOutputs;
  /** Its main outputs, in document order. */
  readonly outputs: readonly MeasuredOutput[];
  /** Of its stored examples. */
  readonly exampleShape: readonly number[];
  /** Where it lies, and others that the network can be asked about. */
  readonly datasets: DatasetRoots;
  /** Of the data set's content. */
  readonly datasetHash: string;
  /** Class of each test example; empty where labels are no classes. */
  readonly testLabels: TargetValues;
  /** The processes that train it together; absent: this one trains it alone. */
  readonly group?: ReplicaGroup;
  /** Mean brightness of the border of the data set's images, from 0 to 1. */
  readonly borderBrightness: number;
}

/** Gives the engine's memory back and closes the data's files. */
export function closeRun({ session, source }: PreparedRun): void {
  session.dispose();
  source.close();
}

/** Examples evaluated in one call: no more than are trained on at a time, because of memory. */
export function evaluationBatchSize({ document }: Pick<PreparedRun, 'document'>): number {
  return perStepBatch(document.training);
}

/** The last step of an epoch takes what is left. */
export function stepsPerEpoch({ document, trainCount }: PreparedRun): number {
  return Math.ceil(trainCount / document.training.batchSize);
}
