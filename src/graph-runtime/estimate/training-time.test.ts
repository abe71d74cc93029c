import { describe, expect, it } from 'vitest';
import { analyze } from '../infer/analyze';
import { readPreset } from '../testing/presets';
import { correctionFor, type MachineSpeed } from './measured-speed';
import { genericSeconds, type Processor } from './processor-speed';
import type { SpeedRecord } from './speed-record';
import { measuredSteps, measuredStepsOfIntel } from './testing/measured-steps';
import { estimateTrainingTime, examplesFor, type TimeSettings } from './training-time';
import { stepWork, trainingWorkOf } from './training-work';

const data = { exampleShape: [28, 28, 1], trainCount: 60_000, testCount: 10_000 };
const processor: Processor = { cores: 2, instructions: 'avx512' };
const unmeasured: MachineSpeed = { processor, records: [] };

const lenet = readPreset('lenet');
const analysis = analyze(lenet);
const estimate = (changes: Partial<TimeSettings> = {}, machine = unmeasured) =>
  estimateTrainingTime(analysis, { ...lenet.training, ...changes }, data, machine);

/** A measured step of a preset that took `times` as long as the generic estimate says. */
function record(preset: string, times: number, changes: Partial<SpeedRecord> = {}): SpeedRecord {
  const document = readPreset(preset);
  const training = trainingWorkOf(analyze(document), document.training, data.exampleShape);
  const work = stepWork(training, document.training.batchSize);
  return {
    key: training.key,
    source: 'run',
    device: { kind: 'cpu', name: 'CPU' },
    engine: 'TensorFlow',
    precision: 'float32',
    work,
    seconds: times * genericSeconds(work, processor),
    at: 0,
    ...changes,
  };
}

describe('the generic estimate of a step', () => {
  it.each([
    ...measuredSteps.map((measured) => ({ ...measured, isIntel: false })),
    ...measuredStepsOfIntel.map((measured) => ({ ...measured, isIntel: true })),
  ])('is near what $preset took, $batchSize at a time, Intel: $isIntel', (measured) => {
    const { preset, batchSize, processorSeconds, isIntel } = measured;
    const document = readPreset(preset);
    const training = trainingWorkOf(
      analyze(document),
      { ...document.training, batchSize },
      data.exampleShape,
    );
    const oneCore = genericSeconds(stepWork(training, batchSize), { ...processor, isIntel, cores: 1 });
    expect(oneCore / processorSeconds).toBeGreaterThan(1 / 1.25);
    expect(oneCore / processorSeconds).toBeLessThan(1.25);
  });

  it('is shorter with more cores and wider instructions', () => {
    const { work } = record('vgg', 1);
    const seconds = (one: Processor) => genericSeconds(work, one);
    expect(seconds({ cores: 4, instructions: 'avx512' })).toBeLessThan(seconds(processor));
    expect(seconds({ cores: 2, instructions: 'avx2' })).toBeGreaterThan(seconds(processor));
    expect(seconds({ cores: 2, instructions: 'sse' })).toBeGreaterThan(
      seconds({ cores: 2, instructions: 'avx2' }),
    );
  });
});

describe('the time of a run', () => {
  it('grows with the epochs, and says what one takes', () => {
    const one = estimate({ epochs: 1 });
    const ten = estimate({ epochs: 10 });
    expect(ten.seconds - one.seconds).toBeCloseTo(9 * one.epochSeconds, 6);
    expect(ten.stepsPerEpoch).toBe(Math.ceil(60_000 / 256));
    expect(ten.foundation).toBe('generic');
  });

  it('is shorter where examples are held out: they are evaluated, not trained on', () => {
    expect(estimate({ validationShare: 0.5 }).epochSeconds).toBeLessThan(estimate().epochSeconds);
    const { stepsPerEpoch } = estimate({ validationShare: 0.5 });
    expect(stepsPerEpoch).toBe(Math.ceil(30_000 / 256));
  });

  it('is shorter with a part of the training images: the test images are all evaluated', () => {
    const [whole, fifth] = [estimate(), estimate({ trainingShare: 0.2 })];
    expect(fifth.stepsPerEpoch).toBe(Math.ceil(12_000 / 256));
    expect(fifth.epochSeconds).toBeLessThan(0.5 * whole.epochSeconds);
    expect(fifth.epochSeconds).toBeGreaterThan(0.2 * whole.epochSeconds);
  });

  it('counts each micro-batch of a step, and the update after them', () => {
    const parts = trainingWorkOf(analysis, { ...lenet.training, microBatchSize: 64 }, data.exampleShape);
    const inParts = stepWork(parts, 256);
    const whole = stepWork(trainingWorkOf(analysis, lenet.training, data.exampleShape), 256);
    expect(inParts.convolution).toBeCloseTo(whole.convolution, 0);
    expect(inParts.ops).toBeGreaterThan(3 * whole.ops);
  });

  it('measures fewer examples where a whole batch takes long', () => {
    const vgg = readPreset('vgg');
    const count = (seconds: number) =>
      examplesFor(seconds, analyze(vgg), vgg.training, data.exampleShape, unmeasured);
    expect(count(1e6)).toBe(128);
    expect(count(0)).toBe(1);
    expect(count(0.2)).toBeGreaterThan(1);
    expect(count(0.2)).toBeLessThan(128);
  });
});

describe('what was measured on this machine', () => {
  const correct = (records: readonly SpeedRecord[], usesCpu = false) =>
    correctionFor(
      trainingWorkOf(analysis, lenet.training, data.exampleShape),
      { processor, records },
      usesCpu,
    );

  it('decides where it was this very network', () => {
    const records = [record('vgg', 9), record('lenet', 2)];
    expect(correct(records)).toMatchObject({ foundation: 'run', factor: expect.closeTo(2) });
    expect(estimate({}, { processor, records }).epochSeconds).toBeCloseTo(2 * estimate().epochSeconds, 6);
  });

  it('prefers whole runs to probes, and newer runs to older ones', () => {
    const probe = record('lenet', 5, { source: 'probe' });
    expect(correct([probe])).toMatchObject({ foundation: 'probe', factor: expect.closeTo(5) });
    const runs = [9, 2, 2, 2].map((times) => record('lenet', times));
    expect(correct([...runs, probe])).toMatchObject({ foundation: 'run', factor: expect.closeTo(2) });
  });

  it('of other networks counts the more the more they resemble this one', () => {
    const googlenet = readPreset('googlenet');
    const work = trainingWorkOf(analyze(googlenet), googlenet.training, data.exampleShape);
    const records = [record('mobilenet', 1), record('vgg', 3)];
    const { factor, foundation } = correctionFor(work, { processor, records }, false);
    expect(foundation).toBe('machine');
    expect(factor).toBeGreaterThan(Math.sqrt(3));
    expect(factor).toBeLessThan(3);
  });

  it('on another device, engine or precision says nothing', () => {
    const onCard = record('lenet', 0.1, { device: { kind: 'gpu', name: 'Card' } });
    const onProcessor = record('lenet', 2);
    expect(correct([onProcessor, onCard])).toMatchObject({ factor: expect.closeTo(0.1) });
    expect(correct([onProcessor, onCard], true)).toMatchObject({ factor: expect.closeTo(2) });
    expect(correct([record('lenet', 2, { precision: 'mixed' })]).foundation).toBe('generic');
    expect(correct([record('lenet', 2, { engine: 'older' }), onProcessor]).factor).toBeCloseTo(2);
  });
});
