import type { CDPSession, Page } from '@playwright/test';

/** What a gesture costs the interface thread, in milliseconds. */
export interface TaskFigures {
  /** The longest task from the gesture until the thread has come to rest. */
  readonly longest: number;
  /** From the gesture to the end of the last long task. */
  readonly total: number;
  /** Processor time of the thread: what others on the machine hardly change, and an upper bound of the longest task on an idle one. */
  readonly processor: number;
}

const sessions = new WeakMap<Page, CDPSession>();

/** Processor time of the page's thread so far, in milliseconds. */
async function processorTime(page: Page): Promise<number> {
  let session = sessions.get(page);
  if (session === undefined) {
    session = await page.context().newCDPSession(page);
    await session.send('Performance.enable');
    sessions.set(page, session);
  }
  const { metrics } = await session.send('Performance.getMetrics');
  return 1_000 * (metrics.find(({ name }) => name === 'ThreadTime')?.value ?? Number.NaN);
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
  const before = await processorTime(page);
  await gesture();
  const tasks = await comeToRest(page);
  return { ...tasks, processor: Math.round((await processorTime(page)) - before) };
}

/** Waits until the thread has come to rest. */
function comeToRest(page: Page): Promise<Omit<TaskFigures, 'processor'>> {
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
