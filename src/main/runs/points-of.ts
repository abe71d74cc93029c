import type { RunEvent, StepPoint } from '../../contract/contract';

/** The points of an event, with what it says of all of them: told again, many events' points come in one. */
export function pointsOf(event: Extract<RunEvent, { type: 'step' }>): StepPoint[] {
  const { points, examplesPerSecond, memoryBytes } = event;
  return points.map((point) => ({
    examplesPerSecond,
    ...(memoryBytes !== undefined && { memoryBytes }),
    ...point,
  }));
}
