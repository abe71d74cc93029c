import { problemText } from '../../../../contract/contract';
import type { DataChanges } from '../../../../contract/data-browser';
import { versionName } from '../../../../contract/version-name';
import { browseDataset } from '../../../data/browsing/browsed-dataset';
import { listDatasets } from '../../../data/dataset-catalog';
import { datasetRoots } from '../../../data/dataset-roots';
import { SourceProblemError } from '../../../data/file-tree/source-problem-error';
import { type CorrectableLabel, correctableLabels } from '../../../data/versions/correctable-labels';
import { type Correction, resolveCorrections } from '../../../data/versions/corrections';
import { type CorrectionList, readCorrections } from '../../../data/versions/read-corrections';
import { type OptionDefinitions, type OptionValues, parseCommandLine, UsageError } from '../../arguments';
import { groupDigits } from '../../figures';
import type { Output } from '../../output';
import { terminalFailure } from '../../terminal-failure';
import { userPath } from '../../user-path';
import { nameOption, readDatasetId } from './data-options';
import { progressLine, reportEnd } from './job-lines';
import { runDataJob } from './job-process';
import type { Subcommand } from '../../subcommand';

/** Mistakes that are named; there may be one for each line of a list. */
const SHOWN_MISTAKES = 10;

const options = {
  label: {
    kind: 'texts',
    what: 'an example and its class, such as cats/7.png=dog',
    value: 'KEY=CLASS',
    help: `give an example another class (several classes or numbers: a,b);
KEY is its path in what was imported, as files.jsonl has it`,
  },
  of: {
    kind: 'text',
    what: 'the name of a label',
    value: 'NAME',
    help: 'of several labels, the one that --label and the column label are; absent: the first',
  },
  exclude: {
    kind: 'texts',
    what: "an example's key",
    value: 'KEY',
    help: 'leave an example out of its split; it stays stored, and can be included again',
  },
  include: {
    kind: 'texts',
    what: "an example's key",
    value: 'KEY',
    help: 'take an excluded example into its split again',
  },
  list: {
    kind: 'text',
    what: 'a file',
    value: 'FILE',
    help: `CSV, TSV or JSON Lines with a column key, and label (a class) or exclude (true, false);
of several labels, each may have a column of its name; an empty cell changes nothing`,
  },
  ...nameOption,
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `data correct ID`: writes a corrected version of a data set, as the window's data browser does. */
export const correct: Subcommand = {
  uses: ['data correct ID: writes a new version with other labels, or with examples excluded or included'],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const id = readDatasetId('correct', positionals);
  const asked = optionCorrections(given);
  if (asked.length === 0 && given.list === undefined) {
    throw new UsageError('data correct needs --label, --exclude, --include or --list.');
  }
  const resolved = await resolve(id, asked, given);
  if ('failure' in resolved) {
    output.note(resolved.failure);
    return 1;
  }
  const { changes, unchanged, mistakes } = resolved;
  if (mistakes.length > 0) {
    const more = mistakes.length - SHOWN_MISTAKES;
    output.note([
      ...mistakes.slice(0, SHOWN_MISTAKES),
      ...(more > 0 ? [`and ${groupDigits(more)} more like these`] : []),
      'Nothing was changed.',
    ]);
    return 1;
  }
  const counts = countsOf(changes);
  if (counts.labels + counts.excluded + counts.included === 0) {
    output.note('All of this is so already: no version was written.');
    if (given.json) output.printJson({ id, isNew: false, ...counts, unchanged });
    return 0;
  }
  return write(id, given.name ?? resolved.name, { changes, unchanged }, given.json, output);
}

const NO_LIST: CorrectionList = { corrections: [], mistakes: [] };

function optionCorrections({
  label,
  of,
  exclude,
  include,
}: OptionValues<typeof options>): readonly Correction[] {
  const moved = (keys: readonly string[] | undefined, option: string, isExcluded: boolean) =>
    (keys ?? []).map((key): Correction => ({ key, isExcluded, place: option }));
  return [
    ...(label ?? []).map((text): Correction => {
      // Keys are paths, and may have the sign in them.
      const at = text.lastIndexOf('=');
      if (at < 1 || at === text.length - 1) {
        throw new UsageError(
          `--label needs an example and its class, such as cats/7.png=dog, not "${text}".`,
        );
      }
      return { key: text.slice(0, at), label: text.slice(at + 1), of, place: '--label' };
    }),
    ...moved(exclude, '--exclude', true),
    ...moved(include, '--include', false),
  ];
}

async function readList(
  { list: path, of }: OptionValues<typeof options>,
  labels: readonly CorrectableLabel[],
): Promise<CorrectionList> {
  if (path === undefined) return NO_LIST;
  try {
    return await readCorrections(userPath(path), labels, of);
  } catch (error) {
    if (!(error instanceof SourceProblemError)) throw error;
    const { reason, detail } = error.problem;
    const { title } = problemText(reason);
    return { corrections: [], mistakes: [`${path}: ${title.en}${detail ? ` (${detail})` : ''}.`] };
  }
}

type Resolved = ReturnType<typeof resolveCorrections> & { readonly name: string };

/** What the corrections are by number, and what the version is called unless its user says so. */
async function resolve(
  id: string,
  asked: readonly Correction[],
  given: OptionValues<typeof options>,
): Promise<Resolved | { readonly failure: readonly string[] }> {
  const roots = datasetRoots(__dirname);
  const opened = await browseDataset(roots, id);
  if (!opened.ok) return { failure: terminalFailure(opened.error) };
  const { found, examples, close } = opened.value;
  try {
    const { name, target } = found.description;
    const labels = correctableLabels(target);
    const list = await readList(given, labels);
    const resolved = resolveCorrections(examples, labels, [...asked, ...list.corrections]);
    const { datasets } = await listDatasets(roots);
    const taken = datasets.map((dataset) => dataset.name);
    return {
      ...resolved,
      mistakes: [...list.mistakes, ...resolved.mistakes],
      name: versionName(name, taken),
    };
  } finally {
    close();
  }
}

async function write(
  id: string,
  name: string,
  { changes, unchanged }: Pick<Resolved, 'changes' | 'unchanged'>,
  isJson: boolean,
  output: Output,
): Promise<number> {
  const roots = datasetRoots(__dirname);
  const written = await runDataJob({ type: 'correct', path: id, name, changes, roots }, (state) => {
    if (!isJson) output.draw(progressLine(state));
  });
  output.draw('');
  if (written.state.type !== 'corrected') return reportEnd(written, output, 'No version was written.');
  const { report } = written.state;
  const counts = countsOf(changes);
  if (isJson) {
    output.printJson({ ...report, isNew: !report.wasThere, ...counts, unchanged });
    return 0;
  }
  output.print([
    report.wasThere
      ? `A data set with these corrections was there already: ${report.id}`
      : `“${report.name}” is written, a version of ${id}: ${report.id}`,
    `Labels changed: ${groupDigits(counts.labels)}, excluded: ${groupDigits(counts.excluded)}, included: ${groupDigits(counts.included)}`,
    ...(unchanged > 0 ? [`${groupDigits(unchanged)} were so already.`] : []),
    `Train a network on it with "dataset": { "id": "${report.id}" } in its file.`,
  ]);
  return 0;
}

function countsOf({ labels, targets = [], exclude, include }: DataChanges) {
  return { labels: labels.length + targets.length, excluded: exclude.length, included: include.length };
}
