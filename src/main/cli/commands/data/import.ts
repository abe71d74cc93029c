import {
  type DataSurvey,
  DUPLICATES_POLICIES,
  type ImportChoices,
  type ImportReport,
  importChoicesSchema,
  suggestedChoices,
} from '../../../../contract/contract';
import { formatBytes } from '../../../../graph-runtime/text/format-bytes';
import { datasetRoots } from '../../../data/dataset-roots';
import { type OptionDefinitions, type OptionValues, parseCommandLine, UsageError } from '../../arguments';
import { formatSeconds, groupDigits } from '../../figures';
import type { Output } from '../../output';
import { nameOption, readAnswers, readSourcePath, sourceOptions } from './data-options';
import { problemLines, progressLine, reportEnd } from './job-lines';
import { runDataJob } from './job-process';
import type { Subcommand } from '../../subcommand';
import { questionLines } from './survey-lines';

const COLORS = { black: [0, 0, 0], gray: [128, 128, 128], white: [255, 255, 255] } as const;

const options = {
  ...nameOption,
  size: {
    kind: 'shape',
    value: 'HxW',
    help: 'height and width of the stored images (default: as they are if small and equal, else 64x64)',
  },
  fit: {
    kind: 'choice',
    among: ['squash', 'crop', 'pad'],
    help: 'how images of another shape get that size: both sides scaled; cut; or with a margin',
  },
  color: { kind: 'choice', among: ['gray', 'rgb'], help: 'gray or color (default: as the images are)' },
  background: {
    kind: 'choice',
    among: ['white', 'gray', 'black'],
    help: 'what lies behind transparent pixels and in margins (default: white)',
  },
  split: {
    kind: 'choice',
    among: ['given', 'seeded'],
    help: "given: keep the source's splits (default where it has some); seeded: draw them",
  },
  test: {
    kind: 'number',
    minimum: 0,
    maximum: 0.9,
    help: 'share of each class for the test split (default: 0.2)',
  },
  validation: {
    kind: 'number',
    minimum: 0,
    maximum: 0.9,
    help: 'share for the validation split (default: 0)',
  },
  seed: {
    kind: 'integer',
    minimum: 0,
    maximum: 4_294_967_295,
    help: 'which examples are drawn (default: 1)',
  },
  duplicates: {
    kind: 'choice',
    among: DUPLICATES_POLICIES,
    help: `images with equal pixels: keep them; drop-across: leave those out of the training
split that are in the test split too (default; tables: keep); drop-all: import one of each`,
  },
  threads: {
    kind: 'integer',
    minimum: 1,
    maximum: 256,
    help: 'threads that decode (default: one a processor)',
  },
  ...sourceOptions,
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `data import PATH`: makes a data set of a source. */
export const importData: Subcommand = {
  uses: ['data import PATH: makes a data set of a folder, an archive or a file, to train networks on'],
  options,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const path = readSourcePath('import', positionals);
  const answers = readAnswers(given.answer);
  const draw: Parameters<typeof runDataJob>[1] = (state) => {
    if (!given.json) output.draw(progressLine(state));
  };
  const surveyed = await runDataJob({ type: 'survey', path, format: given.format, answers }, draw);
  output.draw('');
  if (surveyed.state.type === 'prepared') return addPrepared(path, given.json, output, draw);
  if (surveyed.state.type !== 'surveyed') return reportEnd(surveyed, output);
  const { survey } = surveyed.state;
  if (!reportQuestions(survey, answers, output)) return 1;
  const choices = choose(survey, given);
  const { threads } = given;
  const root = datasetRoots(__dirname).user;
  const command = { type: 'import' as const, path, choices, root, ...(threads !== undefined && { threads }) };
  const imported = await runDataJob(command, draw);
  output.draw('');
  if (imported.state.type !== 'imported') return reportEnd(imported, output);
  if (given.json) output.printJson({ ...imported.state.report, choices });
  else output.print(reportLines(imported.state.report));
  return 0;
}

/** A data set that was prepared before, on another machine for instance: there is nothing to choose. */
async function addPrepared(
  path: string,
  isJson: boolean,
  output: Output,
  draw: Parameters<typeof runDataJob>[1],
): Promise<number> {
  const added = await runDataJob({ type: 'add-prepared', path, root: datasetRoots(__dirname).user }, draw);
  output.draw('');
  if (added.state.type !== 'imported') return reportEnd(added, output);
  if (isJson) output.printJson(added.state.report);
  else output.print(reportLines(added.state.report));
  return 0;
}

/** Says which guesses are taken; false where one has no good guess, which is said with its choices, and where a name cannot be one. */
function reportQuestions(
  survey: DataSurvey,
  answers: Readonly<Record<string, string>>,
  output: Output,
): boolean {
  const misnamed = survey.questions.find(
    ({ id, name, value }) =>
      name !== undefined && Object.hasOwn(answers, id) && answers[id]?.trim() !== value,
  );
  if (misnamed !== undefined) {
    output.note(
      `A label cannot be called “${answers[misnamed.id]}”: a name is no empty text, and none that another column or label has.`,
    );
    return false;
  }
  const unanswered = survey.questions.filter(({ id }) => !Object.hasOwn(answers, id));
  const open = unanswered.filter(({ isOpen }) => isOpen);
  for (const question of open) {
    output.note([
      'The files do not say enough. Answer this with --answer:',
      ...questionLines(question).slice(1),
    ]);
  }
  if (open.length > 0) return false;
  for (const { id, title, value } of unanswered.filter(({ isOptional }) => isOptional !== true)) {
    output.note(
      `${title.en}: ${value}. If that is not meant, use --answer ${id}=VALUE (data inspect lists them).`,
    );
  }
  return true;
}

function choose(survey: DataSurvey, given: OptionValues<typeof options>): ImportChoices {
  const suggested = suggestedChoices(survey, null);
  const { image, split } = suggested;
  const chosen = {
    ...suggested,
    name: given.name ?? suggested.name,
    image: image === null ? null : chooseImage(image, given),
    split: {
      ...split,
      ...(given.split !== undefined && {
        rule: given.split,
        test: given.split === 'seeded' ? 0.2 : split.test,
      }),
      ...(given.test !== undefined && { test: given.test }),
      ...(given.validation !== undefined && { validation: given.validation }),
      ...(given.seed !== undefined && { seed: given.seed }),
    },
    duplicates: given.duplicates ?? suggested.duplicates,
  };
  const parsed = importChoicesSchema.safeParse(chosen);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new UsageError(`These choices do not go together: ${issue?.path.join('.')} ${issue?.message}.`);
}

type ImageChoices = NonNullable<ImportChoices['image']>;

function chooseImage(image: ImageChoices, given: OptionValues<typeof options>): ImageChoices {
  const { size, fit, color, background } = given;
  if (size !== undefined && size.length !== 2) {
    throw new UsageError('--size needs a height and a width, such as 64x64; --color says how many channels.');
  }
  const [height = image.height, width = image.width] = size ?? [];
  const isOther = height * image.width !== width * image.height;
  return {
    ...{ height, width, channels: color === undefined ? image.channels : color === 'gray' ? 1 : 3 },
    // Another shape than the suggested one distorts the images unless they are cut.
    fit: fit ?? (isOther && image.fit === 'squash' ? 'crop' : image.fit),
    background: background === undefined ? image.background : [...COLORS[background]],
  };
}

function reportLines(report: ImportReport): readonly string[] {
  const { id, name, wasThere, found, imported, skipped, problems, seconds, bytes } = report;
  const splits = Object.entries(imported)
    .filter(([, count]) => count > 0)
    .map(([split, count]) => `${groupDigits(count)} ${split}`);
  return [
    wasThere
      ? `“${name}” was imported before and has not changed: ${id}`
      : `“${name}” is imported: ${id} (${formatBytes(bytes, 'en')}, ${formatSeconds(seconds)})`,
    `Examples: ${groupDigits(found)} found, ${splits.join(', ')}, ${groupDigits(skipped)} skipped`,
    ...problemLines(problems),
    `Train a network on it with "dataset": { "id": "${id}" } in its file.`,
  ];
}
