import type { EvaluationResult } from '../../../contract/contract';

type Result = Extract<EvaluationResult, { kind: 'input' | 'image' }>;

/** The input itself, or a second image: the metrics say it all; JSON has the error of each example. */
export const errorsText = {
  json: ({ errors }: Result) => ({ errors: Array.from(errors) }),
  lines: () => [],
};
