import { GIGABIT } from '../../../graph-runtime/estimate/group-speed';
import { useMachines } from './machines';

/** What a line is taken to carry where nobody knows, in Gb/s. */
const UNKNOWN_LINE = 1;

/** What the slowest of the lines to these machines carries, in Gb/s, as far as they were measured; null: none was. */
export function useMeasuredLine(others: readonly string[]): number | null {
  return useMachines(({ states }) => {
    const measured = others.flatMap((name) => states.get(name)?.report?.lineBits ?? []);
    return measured.length === 0 ? null : Math.min(...measured) / GIGABIT;
  });
}

/** What the lines to these machines are taken to carry, in Gb/s. @param chosen what a person says of them */
export function useLineSpeed(others: readonly string[], chosen: number | null): number {
  const measured = useMeasuredLine(others);
  return chosen ?? measured ?? UNKNOWN_LINE;
}
