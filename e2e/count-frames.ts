import type { Page } from '@playwright/test';

export interface FrameFigures {
  readonly frames: number;
  readonly medianFps: number;
  /** The rate that 95 of 100 frames keep. */
  readonly lowFps: number;
  readonly worstMilliseconds: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

const MILLISECONDS_BETWEEN_MOVES = 16;

/** Runs in the page: notes the time of every frame until it is stopped. */
function startCounting(): void {
  const durations: number[] = [];
  let last = performance.now();
  let isStopped = false;
  const onFrame = (now: number): void => {
    durations.push(now - last);
    last = now;
    if (!isStopped) requestAnimationFrame(onFrame);
  };
  requestAnimationFrame(onFrame);
  Reflect.set(window, 'frameCounter', {
    stop: () => {
      isStopped = true;
      return durations;
    },
  });
}

/** Counts the window's frames while `action` continues. */
export async function countFrames(page: Page, action: () => Promise<void>): Promise<FrameFigures> {
  await page.evaluate(startCounting);
  await action();
  const durations = await page.evaluate(() => {
    const counter: { stop(): number[] } = Reflect.get(window, 'frameCounter');
    return counter.stop();
  });
  // The first one began before the counting.
  const sorted = durations.slice(1).sort((left, right) => left - right);
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  const rate = (milliseconds: number) => Math.round(10_000 / milliseconds) / 10;
  return {
    frames: sorted.length,
    medianFps: rate(at(0.5)),
    lowFps: rate(at(0.95)),
    worstMilliseconds: Math.round(at(1)),
  };
}

/** Holds the button down and moves in circles, as a hand does that drags a card or the canvas. */
export async function dragInCircles(page: Page, start: Point, radius: number, steps = 120): Promise<void> {
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  for (let step = 1; step <= steps; step += 1) {
    const angle = (step / steps) * 4 * Math.PI;
    await page.mouse.move(start.x + radius * Math.sin(angle), start.y + (radius * (1 - Math.cos(angle))) / 2);
    await page.waitForTimeout(MILLISECONDS_BETWEEN_MOVES);
  }
  await page.mouse.up();
}

/** Turns the wheel in and out over a point. */
export async function zoomInAndOut(page: Page, at: Point, steps = 80): Promise<void> {
  await page.mouse.move(at.x, at.y);
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, Math.floor(step / 20) % 2 === 0 ? -40 : 40);
    await page.waitForTimeout(MILLISECONDS_BETWEEN_MOVES);
  }
}
