import type { EvaluationResult } from '../../../contract/contract';
import { groupDigits } from '../figures';

/** Images that are compared: how many are taken for the wrong ones; JSON has how far on the right side each is. */
export function tupleText(what: 'pairs' | 'triplets') {
  type Result = Extract<EvaluationResult, { kind: 'pair' | 'triplet' }>;
  return {
    json: ({ margins }: Result) => ({ margins: Array.from(margins) }),
    lines: ({ margins }: Result) => {
      const wrong = margins.filter((margin) => margin <= 0).length;
      return [`${groupDigits(wrong)} of ${groupDigits(margins.length)} ${what} on the wrong side`];
    },
  };
}
