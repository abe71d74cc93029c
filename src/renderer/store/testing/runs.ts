import type { EpochPoint, RunSummary } from '../../../contract/contract';
import type { EventOf } from '../../../contract/run-status';
import { readPreset } from './documents';

/** Runs for the tests of the window, of LeNet on Fashion-MNIST. */

/** The network is compiled: two epochs of ten steps are to come. */
export const compiled: EventOf<'compiled'> = {
  type: 'compiled',
  device: { kind: 'cpu', name: 'a processor', cores: 2 },
  engine: 'TensorFlow',
  trainableParameters: 61_706,
  stepsPerEpoch: 10,
  epochs: 2,
  trainCount: 100,
  testCount: 20,
  secondsToFirstStep: 1.5,
};

/** A run as the list has it: stopped after five steps, with weights. */
export function runSummary(changes: Partial<RunSummary> = {}): RunSummary {
  return {
    runId: 'r0',
    name: null,
    isStarred: false,
    notes: '',
    documentName: 'LeNet',
    label: null,
    networkHash: '',
    settings: readPreset('lenet').training,
    datasetId: 'fashion-mnist',
    datasetHash: '',
    trainableParameters: null,
    device: null,
    engine: null,
    appVersion: '0.1.0',
    startedAt: 0,
    endedAt: null,
    seconds: 1,
    phase: 'stopped',
    step: 5,
    epochsDone: 0,
    last: null,
    bestTestAccuracy: null,
    failure: null,
    findings: [],
    isResumable: false,
    waiting: null,
    hasWeights: true,
    sweepId: null,
    ...changes,
  };
}

/** What an epoch reported: losses that fall. */
export const epochPoint = (epoch: number, rest: Partial<EpochPoint> = {}): EpochPoint => ({
  epoch,
  trainLoss: 1 / epoch,
  trainAccuracy: 0.5,
  testLoss: 2 / epoch,
  testAccuracy: 0.75,
  seconds: 3,
  examplesPerSecond: 20_000,
  ...rest,
});
