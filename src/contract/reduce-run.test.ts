import { describe, expect, it } from 'vitest';
import type { Failure } from './failure';
import { reduceRun, requestOfRun } from './reduce-run';
import { createCurves, type PointSeries, reduceCurves } from './run-curves';
import type { EpochPoint, RunEvent, RunPhase, StepPoint } from './run-events';
import { createRunStatus, isActivePhase, type RunStatus } from './run-status';

const problem = { code: 'trainer-died', values: {} };
const epochPoint = (epoch: number): EpochPoint => ({
  epoch,
  trainLoss: 1,
  trainAccuracy: 0.5,
  testLoss: 1,
  testAccuracy: epoch / 10,
  seconds: 2,
  examplesPerSecond: 50,
});
const compiled = (resumedAtStep?: number): Extract<RunEvent, { type: 'compiled' }> => ({
  type: 'compiled',
  device: { kind: 'cpu', name: 'A processor' },
  engine: 'TensorFlow',
  trainableParameters: 10,
  stepsPerEpoch: 10,
  epochs: 9,
  trainCount: 100,
  testCount: 10,
  secondsToFirstStep: 1,
  ...(resumedAtStep !== undefined && { resumedAtStep }),
});
const step = (number: number): Extract<RunEvent, { type: 'step' }> => ({
  type: 'step',
  points: [{ step: number, epoch: number / 10, loss: 1, accuracy: 0 }],
  examplesPerSecond: 100,
  secondsLeft: 8,
});

/** One event of each type, all of them news to a run after its 25th step. */
const events = {
  preparing: { type: 'preparing', task: 'data' },
  compiled: compiled(),
  step: step(26),
  evaluating: { type: 'evaluating', epoch: 3 },
  epoch: { type: 'epoch', point: epochPoint(3) },
  health: { type: 'health', point: { step: 26, epoch: 2.6, weights: [], activations: [] } },
  findings: { type: 'findings', findings: [] },
  checkpoint: { type: 'checkpoint', step: 26, epoch: 2, isBest: false },
  warning: { type: 'warning', failure: problem },
  queued: { type: 'queued', queued: { job: '1', reason: 'Priority' } },
  reach: { type: 'reach', outOfReach: { since: 1, failure: problem } },
  paused: { type: 'paused', step: 26 },
  continued: { type: 'continued', step: 26 },
  done: { type: 'done', seconds: 30 },
  stopped: { type: 'stopped', step: 26 },
  interrupted: { type: 'interrupted', step: 26, failure: problem },
  failed: { type: 'failed', failure: problem },
} as const satisfies { readonly [T in RunEvent['type']]: Extract<RunEvent, { type: T }> };

const ACTIVE = ['preparing', 'training', 'pausing', 'paused', 'stopping'] as const;
const ENDED = ['stopped', 'interrupted', 'done', 'failed'] as const;

/** A run after its 25th step, or one that is prepared. */
function runIn(phase: RunPhase): RunStatus {
  const { type: _, ...network } = compiled();
  const isPrepared = phase !== 'preparing';
  return {
    ...createRunStatus(),
    phase,
    compiled: isPrepared ? network : null,
    lastStep: isPrepared ? 25 : 0,
    epochsDone: isPrepared ? 2 : 0,
  };
}

/** The phase after each event, in each active phase in the order of `ACTIVE`; `–`: the event is ignored, nothing at all changes. */
const TABLE: Readonly<Record<RunEvent['type'], readonly [string, string, string, string, string]>> = {
  preparing: ['preparing', '–', '–', '–', '–'],
  compiled: ['training', '–', '–', '–', '–'],
  step: ['training', 'training', 'pausing', 'training', 'stopping'],
  evaluating: ['training', 'training', 'pausing', 'training', 'stopping'],
  epoch: ['training', 'training', 'pausing', 'training', 'stopping'],
  // The curves have it.
  health: ['–', '–', '–', '–', '–'],
  queued: ['preparing', 'training', 'pausing', 'paused', 'stopping'],
  reach: ['preparing', 'training', 'pausing', 'paused', 'stopping'],
  findings: ['preparing', 'training', 'pausing', 'paused', 'stopping'],
  checkpoint: ['preparing', 'training', 'pausing', 'paused', 'stopping'],
  warning: ['preparing', 'training', 'pausing', 'paused', 'stopping'],
  paused: ['paused', 'paused', 'paused', 'paused', 'stopping'],
  continued: ['training', 'training', 'pausing', 'training', 'stopping'],
  done: ['done', 'done', 'done', 'done', 'done'],
  stopped: ['stopped', 'stopped', 'stopped', 'stopped', 'stopped'],
  interrupted: ['interrupted', 'interrupted', 'interrupted', 'interrupted', 'interrupted'],
  failed: ['failed', 'failed', 'failed', 'failed', 'failed'],
};

describe('every phase and every event', () => {
  const cases = Object.values(events).flatMap((event) =>
    ACTIVE.map((phase, at) => [phase, event.type, TABLE[event.type][at] ?? '', event] as const),
  );
  it.each(cases)('%s, %s: %s', (phase, _, expected, event) => {
    const before = runIn(phase);
    const after = reduceRun(before, event);
    if (expected === '–') expect(after).toBe(before);
    else expect(after.phase).toBe(expected);
  });

  const ended = ENDED.flatMap((phase) =>
    Object.values(events).map((event) => [phase, event.type, event] as const),
  );
  it.each(ended)('%s stays unchanged: %s', (phase, type, event) => {
    const before = runIn(phase);
    const after = reduceRun(before, event);
    if (type === 'preparing')
      expect(after).toMatchObject({ phase: 'preparing', compiled: null, lastStep: 25 });
    else expect(after).toBe(before);
  });

  it.each(Object.values(events))('$type counts once', (event) => {
    for (const phase of ACTIVE) {
      const once = reduceRun(runIn(phase), event);
      expect(reduceRun(once, event)).toEqual(once);
    }
  });
});

describe('every phase and every request', () => {
  const table = {
    pause: ['pausing', 'pausing', 'pausing', 'paused', 'stopping'],
    continue: ['preparing', 'training', 'training', 'training', 'stopping'],
    stop: ['stopping', 'stopping', 'stopping', 'stopping', 'stopping'],
  } as const;
  it.each(['pause', 'continue', 'stop'] as const)('%s', (request) => {
    expect(ACTIVE.map((phase) => requestOfRun(runIn(phase), request).phase)).toEqual(table[request]);
    for (const phase of ENDED) expect(requestOfRun(runIn(phase), request).phase).toBe(phase);
  });
});

describe('a warning', () => {
  const warn = (code: string, values: Failure['values'] = {}): RunEvent => ({
    type: 'warning',
    failure: { code, values },
  });
  const codesAfter = (...happened: readonly RunEvent[]) =>
    happened.reduce<RunStatus>(reduceRun, runIn('training')).warnings.map(({ code }) => code);

  it('leaves with what it warned of: machines that were reached, a checkpoint that could be written', () => {
    const unreached = warn('group-not-reached', { to: 'lab' });
    const unwritten = warn('checkpoint-not-written', { reason: 'ENOSPC' });
    const lasting = warn('replicas-differed');
    expect(codesAfter(unreached, unwritten, lasting)).toHaveLength(3);
    expect(codesAfter(unreached, unwritten, lasting, events.step)).toEqual([
      'checkpoint-not-written',
      'replicas-differed',
    ]);
    expect(codesAfter(unreached, unwritten, lasting, events.step, events.checkpoint)).toEqual([
      'replicas-differed',
    ]);
  });

  it('is shown once for each machine and each setting', () => {
    const of = (to: string) => warn('group-not-reached', { to, from: 'here' });
    expect(codesAfter(of('a'), of('b'), of('a'))).toHaveLength(2);
  });

  it('is of a process: that which resumes the run says again what still holds', () => {
    const ended = [warn('gpu-not-found'), events.stopped].reduce<RunStatus>(reduceRun, runIn('training'));
    expect(ended.warnings).toHaveLength(1);
    expect(reduceRun(ended, events.preparing).warnings).toEqual([]);
  });
});

describe('a run that is resumed', () => {
  it('is at its checkpoint again, and counts what it repeats once', () => {
    const seen = [step(10), events.epoch, step(35)].reduce<RunStatus>(reduceRun, {
      ...runIn('training'),
      timedEpochs: 2,
      seconds: 4,
    });
    expect(seen).toMatchObject({ lastStep: 35, epochsDone: 3, seconds: 6 });
    const interrupted = reduceRun(seen, { ...events.interrupted, step: 35 });
    const again = [events.preparing, compiled()].reduce<RunStatus>(reduceRun, interrupted);
    expect(again).toMatchObject({ lastStep: 0, epochsDone: 0, seconds: 0, lastEpoch: null });
    const resumed = [events.preparing, compiled(24)].reduce<RunStatus>(reduceRun, interrupted);
    expect(resumed).toMatchObject({
      phase: 'training',
      lastStep: 24,
      epochsDone: 2,
      seconds: 6,
      failure: null,
    });
    expect(reduceRun(resumed, events.epoch)).toMatchObject({ epochsDone: 3, seconds: 6 });
  });
});

class Points implements PointSeries {
  points: readonly StepPoint[] = [];
  append(points: readonly StepPoint[]): void {
    this.points = [...this.points, ...points];
  }
  truncate(lastStep: number): void {
    this.points = this.points.filter((point) => point.step <= lastStep);
  }
}

describe('the curves of a run', () => {
  const play = (heard: readonly RunEvent[]) => {
    let status = createRunStatus();
    let curves = createCurves(new Points());
    for (const event of heard) {
      curves = reduceCurves(curves, status, event);
      status = reduceRun(status, event);
    }
    const steps = curves.points.points.map((point) => point.step);
    return {
      steps,
      epochs: curves.epochs.map(({ epoch }) => epoch),
      looks: curves.health.map((look) => look.step),
    };
  };
  const whole = [
    compiled(),
    step(10),
    { type: 'epoch', point: epochPoint(1) } as const,
    step(26),
    events.health,
  ];

  it('grow with the events', () => {
    expect(play(whole)).toEqual({ steps: [10, 26], epochs: [1], looks: [26] });
    expect(play([...whole, events.health, { type: 'epoch', point: epochPoint(1) }])).toEqual(play(whole));
  });

  it('forget what lies after the checkpoint at which the run is resumed', () => {
    const resumed = [...whole, events.interrupted, events.preparing, compiled(12), step(14)];
    expect(play(resumed)).toEqual({ steps: [10, 14], epochs: [1], looks: [] });
    expect(play([...whole, events.interrupted, events.preparing, compiled()])).toEqual({
      steps: [],
      epochs: [],
      looks: [],
    });
  });

  it('do not change once the run has ended', () => {
    for (const end of ENDED) {
      expect(isActivePhase(end)).toBe(false);
      expect(play([...whole, events[end], step(30), events.health])).toEqual(play(whole));
    }
  });
});
