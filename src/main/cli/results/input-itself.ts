import type { ResultText } from './result-text';

/** The input itself: the metrics say it all; JSON has the error of each example. */
export const inputText: ResultText<'input'> = {
  json: ({ errors }) => ({ errors: Array.from(errors) }),
  lines: () => [],
};
