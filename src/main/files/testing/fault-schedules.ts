import fc from 'fast-check';
import type { Fault, Schedule } from './faulty-file-system';

/** What a system call of a write can answer, and the machine stopping at it. */
export const FAULT_CODES = ['ENOSPC', 'EACCES', 'EIO', 'EROFS', 'power'];

/** Several faults in one write: tidying up fails, too. `calls` is how many system calls the write makes when nothing fails. */
export function severalFaults(
  calls: number,
  shortWrites: { readonly min: number; readonly max: number },
): fc.Arbitrary<Schedule> {
  const fault: fc.Arbitrary<Fault> = fc.record({
    // Beyond the last one, too: short writes make more calls.
    at: fc.nat(calls + 8),
    when: fc.constantFrom('before' as const, 'after' as const),
    code: fc.constantFrom(...FAULT_CODES),
  });
  return fc.record({
    faults: fc.array(fault, { minLength: 2, maxLength: 5 }),
    shortWrites: fc.integer(shortWrites),
  });
}
