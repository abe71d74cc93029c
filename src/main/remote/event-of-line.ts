import type { RunEvent } from '../../contract/contract';

/** A line of `train --json` as the event that it was; null for what a full disk has cut off. */
export function eventOfLine(text: string): RunEvent | null {
  try {
    const { type, ...rest } = JSON.parse(text);
    // Printed by this program on the other machine.
    return (type === 'epoch' ? { type, point: rest } : { type, ...rest }) as RunEvent;
  } catch {
    return null;
  }
}
