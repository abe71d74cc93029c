import { type Lines, type Output, textOf } from '../../../output';
import { data } from '../../data';

/** What `data` printed first, as it is in JSON, and everything that it noted. */
export interface DataRun {
  readonly code: number;
  readonly printed: unknown;
  readonly noted: string;
}

/** Runs `data` with these arguments in this process. @throws UsageError */
export async function runData(...args: readonly string[]): Promise<DataRun> {
  const printed: unknown[] = [];
  let noted = '';
  const output = {
    draw: () => undefined,
    print: (lines: Lines) => printed.push(textOf(lines)),
    printJson: (value: unknown) => printed.push(JSON.parse(JSON.stringify(value))),
    note: (lines: Lines) => {
      noted += textOf(lines);
    },
  } as unknown as Output;
  const code = await data.run(args, output);
  return { code, printed: printed[0], noted };
}
