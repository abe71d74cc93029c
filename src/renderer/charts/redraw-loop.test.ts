import { describe, expect, it } from 'vitest';
import { createRedrawLoop, type FrameClock } from './redraw-loop';

/** A display whose frames come when the test says so. */
function createDisplay() {
  const waiting = new Map<number, (milliseconds: number) => void>();
  let handles = 0;
  const clock: FrameClock = {
    requestFrame: (callback) => {
      handles += 1;
      waiting.set(handles, callback);
      return handles;
    },
    cancelFrame: (handle) => waiting.delete(handle),
  };
  const frame = (milliseconds: number) => {
    const callbacks = [...waiting.values()];
    waiting.clear();
    for (const callback of callbacks) callback(milliseconds);
  };
  return { clock, frame, waiting };
}

describe('createRedrawLoop', () => {
  it('draws every second frame of a 60 Hz display when asked all the time', () => {
    const display = createDisplay();
    let draws = 0;
    const loop = createRedrawLoop(() => draws++, 30, display.clock);
    for (let frame = 0; frame < 60; frame += 1) {
      loop.request();
      loop.request();
      display.frame(frame * (1_000 / 60));
    }
    expect(draws).toBe(30);
  });

  it('asks for no frame when there is nothing new', () => {
    const display = createDisplay();
    const loop = createRedrawLoop(() => undefined, 30, display.clock);
    loop.request();
    display.frame(0);
    expect(display.waiting.size).toBe(0);
  });

  it('draws the last request even if it came too early', () => {
    const display = createDisplay();
    let draws = 0;
    const loop = createRedrawLoop(() => draws++, 30, display.clock);
    loop.request();
    display.frame(0);
    loop.request();
    display.frame(10);
    expect(draws).toBe(1);
    display.frame(40);
    expect(draws).toBe(2);
  });

  it('draws nothing after its end', () => {
    const display = createDisplay();
    let draws = 0;
    const loop = createRedrawLoop(() => draws++, 30, display.clock);
    loop.request();
    loop.end();
    loop.request();
    display.frame(100);
    expect(draws).toBe(0);
  });
});
