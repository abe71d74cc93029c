import { datasetRoots } from '../../src/main/data/dataset-roots';
import { RunControl } from '../../src/main/trainer/prepare/run-control';
import { train } from '../../src/main/trainer/run/train';

const ADDRESSES = ['127.0.0.1:24300', '127.0.0.1:24301'];

/* One of two processes: `synchronized-process.ts RANK DOCUMENT_LIMIT_AND_WARM`. Prints the milliseconds of each step but the first ones. */
async function main([rank = '0', given = '{}']: readonly string[]): Promise<void> {
  const { document, limit, warm } = JSON.parse(given);
  const milliseconds: number[] = [];
  await train({
    command: { type: 'train', document, limit, group: { rank: Number(rank), addresses: ADDRESSES } },
    datasets: datasetRoots(__dirname),
    emit: () => undefined,
    control: new RunControl(),
    onStep: (step, { seconds }) => {
      if (step > warm) milliseconds.push(1_000 * seconds);
    },
  });
  console.log(JSON.stringify(milliseconds));
  process.exit(0);
}

void main(process.argv.slice(2));
