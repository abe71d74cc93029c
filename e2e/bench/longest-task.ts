import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { CDPSession, Page } from '@playwright/test';

/** What a gesture costs the interface thread, in milliseconds. */
export interface TaskFigures {
  /** The longest task from the gesture until the thread has come to rest. */
  readonly longest: number;
  /** From the gesture to the end of the last long task. */
  readonly total: number;
  /** Processor time of the thread: what others on the machine hardly change, and an upper bound of the longest task on an idle one. */
  readonly processor: number;
  /** Elapsed time in scripts, in working out styles and in layout. */
  readonly script: number;
  readonly style: number;
  readonly layout: number;
}

/** What the browser counts from the start of the page on, in seconds. */
const COUNTERS = {
  processor: 'ThreadTime',
  script: 'ScriptDuration',
  style: 'RecalcStyleDuration',
  layout: 'LayoutDuration',
} as const;

type Counts = Record<keyof typeof COUNTERS, number>;

const sessions = new WeakMap<Page, CDPSession>();

async function sessionOf(page: Page): Promise<CDPSession> {
  const known = sessions.get(page);
  if (known !== undefined) return known;
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  sessions.set(page, session);
  return session;
}

/** The page's counters, in milliseconds. */
async function counts(page: Page): Promise<Counts> {
  const { metrics } = await (await sessionOf(page)).send('Performance.getMetrics');
  const read = (wanted: string) => 1_000 * (metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN);
  return {
    processor: read(COUNTERS.processor),
    script: read(COUNTERS.script),
    style: read(COUNTERS.style),
    layout: read(COUNTERS.layout),
  };
}

/** Carries out a gesture and writes which functions the time went to, for the developer tools of a browser. */
export async function recordProfile(
  page: Page,
  file: string,
  gesture: () => Promise<unknown>,
): Promise<void> {
  const session = await sessionOf(page);
  await session.send('Profiler.enable');
  await session.send('Profiler.setSamplingInterval', { interval: 250 });
  await session.send('Profiler.start');
  await gesture();
  const { profile } = await session.send('Profiler.stop');
  await session.send('Profiler.disable');
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(profile));
}

/** Milliseconds without a long task after which the thread has come to rest. */
const REST = 450;

/** Measures one gesture. Tasks below 50 ms, which the browser does not report, count as none. */
export async function measureTasks(page: Page, gesture: () => Promise<unknown>): Promise<TaskFigures> {
  await page.evaluate(() => {
    const tasks: { start: number; duration: number }[] = [];
    const observer = new PerformanceObserver((list) => {
      for (const { startTime, duration } of list.getEntries()) tasks.push({ start: startTime, duration });
    });
    observer.observe({ type: 'longtask', buffered: false });
    Reflect.set(window, 'taskWatch', { tasks, observer, start: performance.now() });
  });
  const before = await counts(page);
  await gesture();
  const tasks = await comeToRest(page);
  const after = await counts(page);
  const spent = (of: keyof Counts) => Math.round(after[of] - before[of]);
  return {
    ...tasks,
    processor: spent('processor'),
    script: spent('script'),
    style: spent('style'),
    layout: spent('layout'),
  };
}

/** Waits until the thread has come to rest. */
function comeToRest(page: Page): Promise<Pick<TaskFigures, 'longest' | 'total'>> {
  return page.evaluate(
    (rest) =>
      new Promise<{ longest: number; total: number }>((resolve) => {
        const watch: {
          tasks: { start: number; duration: number }[];
          observer: PerformanceObserver;
          start: number;
        } = Reflect.get(window, 'taskWatch');
        const began = performance.now();
        const look = () => {
          const end = watch.tasks.reduce((last, { start, duration }) => Math.max(last, start + duration), 0);
          if (performance.now() - Math.max(end, began) < rest) {
            setTimeout(look, 60);
            return;
          }
          watch.observer.disconnect();
          const longest = watch.tasks.reduce((most, { duration }) => Math.max(most, duration), 0);
          resolve({ longest: Math.round(longest), total: Math.round(Math.max(0, end - watch.start)) });
        };
        requestAnimationFrame(() => setTimeout(look, 60));
      }),
    REST,
  );
}
