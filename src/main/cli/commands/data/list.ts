import type { DatasetSummary } from '../../../../contract/contract';
import { failureText } from '../../../../contract/failures';
import { labelKindOf, targetSize } from '../../../../graph-runtime/datasets/target-description';
import { formatBytes } from '../../../../graph-runtime/text/format-bytes';
import { listDatasets } from '../../../data/dataset-catalog';
import { datasetRoots } from '../../../data/dataset-roots';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../../arguments';
import { groupDigits } from '../../figures';
import type { Output } from '../../output';
import { formatTable } from '../../table';
import type { Subcommand } from '../../subcommand';

const options = {
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `data list`: the data sets that networks can be trained on here. */
export const list: Subcommand = {
  uses: ['data list: lists the data sets that networks can be trained on'],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  if (positionals.length > 0) throw new UsageError('data list takes no arguments.');
  const { datasets, damaged } = await listDatasets(datasetRoots(__dirname));
  if (given.json) {
    output.printJson({ datasets, damaged });
    return damaged.length === 0 ? 0 : 1;
  }
  output.print(
    formatTable(
      [
        { title: 'id', align: 'left' },
        { title: 'name', align: 'left' },
        { title: 'examples', align: 'left' },
        { title: 'targets', align: 'right' },
        { title: 'training', align: 'right' },
        { title: 'validation', align: 'right' },
        { title: 'test', align: 'right' },
        { title: 'size', align: 'right' },
        { title: 'corrects', align: 'left' },
      ],
      datasets.map(rowOf),
    ),
  );
  for (const { failure } of damaged) output.note(failureText(failure, 'en'));
  return damaged.length === 0 ? 0 : 1;
}

function rowOf(dataset: DatasetSummary): readonly string[] {
  const { id, name, exampleShape, trainCount, validationCount, testCount, bytes, parent } = dataset;
  return [
    id,
    name,
    exampleShape.join(' × '),
    targetsOf(dataset),
    groupDigits(trainCount),
    validationCount === 0 ? '-' : groupDigits(validationCount),
    groupDigits(testCount),
    formatBytes(bytes, 'en'),
    parent ?? '-',
  ];
}

function targetsOf({ target }: DatasetSummary): string {
  return labelKindOf(target).words(groupDigits(targetSize(target))).en;
}
