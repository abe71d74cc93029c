import { writePreparedDataset } from '../write-prepared-dataset';
import { TINY_PLAN, tinyExample } from './prepared';

/* A process that writes a data set until it is killed. It announces each example. */

async function* examples() {
  yield tinyExample(0, 'test');
  for (let number = 1; number < 1_000_000; number += 1) {
    process.send?.(number);
    await new Promise((resolve) => setTimeout(resolve, 1));
    yield tinyExample(number, 'train');
  }
}

void writePreparedDataset({
  root: process.argv[2] ?? '',
  plan: TINY_PLAN,
  examples: examples(),
  problems: () => [],
});
