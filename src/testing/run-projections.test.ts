import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createRunStatus,
  isActivePhase,
  type RunEvent,
  type RunStatus,
  type RunSummary,
  reduceRun,
  statusOfSummary,
} from '../contract/contract';
import { readCurves } from '../main/runs/run-curves';
import { RunHistory } from '../main/runs/run-history';
import { summaryOf, summaryWith } from '../main/runs/run-summary';
import { runTraining, smallNetwork } from '../main/trainer/testing/run-training';
import {
  applyRunEvent,
  createRunRecord,
  type RunRecord,
  runFromSnapshot,
} from '../renderer/store/runs/runs-record';

/**
 * Main, its files and the window each make their own of a run's events. Here they get the same ones: those of a real training, with what can
 * happen to it in any order that can occur (pauses, checkpoints, warnings, an end of each kind at any event, a resume at any checkpoint).
 */

const document = smallNetwork({ epochs: 3 });
let training: readonly RunEvent[] = [];
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'netloom-projections-'));
  training = (await runTraining(document, { healthShare: 1 })).events;
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** What may happen in one life of the run's process. */
interface Life {
  /** How many of the training's events come before it ends. */
  readonly length: number;
  readonly end: 'done' | 'stopped' | 'interrupted' | 'failed';
  /** Events after which the run pauses and is continued, gets a checkpoint, or a warning and findings. */
  readonly pauses: readonly number[];
  readonly checkpoints: readonly number[];
  readonly warnings: readonly number[];
}

const place = fc.nat({ max: 60 });
const life: fc.Arbitrary<Life> = fc.record({
  length: place,
  end: fc.constantFrom('done', 'stopped', 'interrupted', 'failed'),
  pauses: fc.array(place, { maxLength: 3 }),
  checkpoints: fc.array(place, { maxLength: 3 }),
  warnings: fc.array(place, { maxLength: 2 }),
});

const lastStepOf = (event: RunEvent): number | null =>
  event.type === 'step' ? (event.points.at(-1)?.step ?? null) : null;

/** The events of one life, resumed at a step; and the step of its last checkpoint. */
function eventsOf(
  { length, end, ...at }: Life,
  resumedAt: number,
  isResumed = false,
): { events: RunEvent[]; checkpoint: number } {
  const events: RunEvent[] = [{ type: 'preparing', task: 'starting' }];
  let step = resumedAt;
  let checkpoint = resumedAt;
  const begun = training.findIndex(({ type }) => type === 'compiled');
  const rest = training.slice(begun + 1).filter((event) => {
    const last = lastStepOf(event) ?? (event.type === 'epoch' ? event.point.epoch * 10 : null);
    if (event.type === 'evaluating') return event.epoch * 10 > resumedAt;
    return event.type === 'health' ? event.point.step > resumedAt : last === null || last > resumedAt;
  });
  const compiled = training[begun];
  if (compiled?.type !== 'compiled') throw new Error('the training was never compiled');
  const beginning = [
    ...training.slice(0, begun),
    { ...compiled, ...(resumedAt > 0 && { resumedAtStep: resumedAt }) },
  ];
  const lived = [...beginning, ...rest.filter(({ type }) => type !== 'done')];
  // What is resumed is compiled at least.
  const count = isResumed ? Math.max(length, beginning.length) : length;
  for (const [index, event] of lived.slice(0, count).entries()) {
    const isAhead = event.type === 'step' && (event.points[0]?.step ?? 0) <= resumedAt;
    events.push(
      isAhead ? { ...event, points: event.points.filter((point) => point.step > resumedAt) } : event,
    );
    step = Math.max(step, lastStepOf(event) ?? 0);
    const hasBegun = index >= begun;
    if (hasBegun && at.checkpoints.includes(index)) {
      checkpoint = step;
      events.push({ type: 'checkpoint', step, epoch: Math.floor(step / 10), isBest: false });
    }
    if (hasBegun && at.pauses.includes(index)) {
      events.push({ type: 'paused', step }, { type: 'continued', step });
    }
    if (at.warnings.includes(index)) {
      events.push({ type: 'warning', failure: { code: 'gpu-not-found', values: { setting: index } } });
      const found = {
        code: 'chance-level',
        severity: 'problem',
        paths: [],
        values: { steps: index },
      } as const;
      events.push({ type: 'findings', findings: index % 2 === 0 ? [found] : [] });
    }
  }
  const failure = { code: 'trainer-died', values: {} };
  if (end === 'done') events.push({ type: 'done', seconds: 3, reason: 'complete' });
  else if (end === 'stopped') events.push({ type: 'stopped', step });
  else if (end === 'interrupted') events.push({ type: 'interrupted', step, failure });
  else events.push({ type: 'failed', failure });
  return { events, checkpoint };
}

/** What the window shows of a run, without what it is made of. */
function shown({ steps, stepCount, ...record }: RunRecord) {
  const columns = [steps.column('step'), steps.column('loss'), steps.column('speed'), steps.column('memory')];
  return {
    ...record,
    stepCount,
    columns: columns.map((column) => [...column]),
    epochs: record.epochs.toArray(),
    health: record.health.toArray(),
  };
}

/** A run in main: its line of the list, and its snapshot for a window. */
class Main {
  summary: RunSummary = summaryOf({
    runId: 'run-a',
    document,
    datasetHash: '',
    appVersion: '1',
    sweepId: null,
    label: { changes: [], number: 1 },
    now: 0,
  });
  status: RunStatus = statusOfSummary(this.summary);
  history = new RunHistory();
  readonly lines: string[] = [];

  receive(event: RunEvent): void {
    this.history.add(event);
    this.status = reduceRun(this.status, event);
    this.summary = summaryWith(this.summary, this.status, 1);
    if (['compiled', 'step', 'epoch', 'health'].includes(event.type)) this.lines.push(JSON.stringify(event));
  }

  /** At the newest checkpoint, or from scratch where there is none. */
  resume(): void {
    if (this.summary.hasWeights) {
      this.history = new RunHistory({ summary: this.summary, ...this.history.curves() });
    } else {
      const { phase, failure } = this.status;
      this.status = { ...createRunStatus(), phase, failure };
      this.history = new RunHistory();
    }
  }

  snapshot() {
    const { status } = this.history;
    return { runId: 'run-a', documentName: document.name, document, status, ...this.history.curves() };
  }
}

function expectAgreement(main: Main, window: RunRecord): void {
  expect(shown(runFromSnapshot(main.snapshot()))).toEqual(shown(window));
  const { summary } = main;
  expect(summary).toMatchObject({
    phase: window.phase,
    step: window.lastStep,
    epochsDone: window.epochsDone,
    seconds: window.seconds,
    failure: window.failure,
    findings: window.findings,
    hasWeights: window.hasWeights,
    last: window.lastEpoch,
  });
  expect(summary.endedAt === null).toBe(isActivePhase(window.phase));
}

it('main, its record of the run and the window agree after every event, and after a reload at any event', () => {
  fc.assert(
    fc.property(life, fc.nat({ max: 60 }), (lived, reload) => {
      const main = new Main();
      let window = createRunRecord('run-a', document.name, document);
      const { events } = eventsOf(lived, 0);
      for (const [index, event] of events.entries()) {
        main.receive(event);
        window = applyRunEvent(window, event);
        if (index === reload) {
          window = runFromSnapshot(main.snapshot());
          // The last events before the answer came arrive a second time.
          for (const again of events.slice(Math.max(0, index - 2), index + 1))
            window = applyRunEvent(window, again);
        }
        expectAgreement(main, window);
      }
    }),
    { numRuns: 60 },
  );
});

it('they agree when the run is resumed, and its file has the same curves', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(life, { minLength: 2, maxLength: 3 }), async (lives) => {
      const main = new Main();
      let window = createRunRecord('run-a', document.name, document);
      let resumedAt = 0;
      for (const [index, lived] of lives.entries()) {
        if (index > 0) main.resume();
        const { events, checkpoint } = eventsOf(lived, resumedAt, index > 0);
        for (const event of events) {
          main.receive(event);
          window = applyRunEvent(window, event);
        }
        resumedAt = checkpoint;
      }
      expectAgreement(main, window);
      const path = join(directory, 'events.jsonl');
      await writeFile(path, main.lines.map((line) => `${line}\n`).join(''));
      const { steps, epochs, health } = window;
      const saved = await readCurves(path);
      expect(saved.points.map(({ step }) => step)).toEqual([...steps.column('step')]);
      expect(saved.epochs).toEqual(epochs.toArray());
      expect(saved.health).toEqual(health.toArray());
    }),
    { numRuns: 40 },
  );
});
