import type { ClassSurvey, DataQuestion, DataSurvey, ImageSize } from '../../../../contract/contract';
import { formatBytes } from '../../../../graph-runtime/text/format-bytes';
import { groupDigits } from '../../figures';
import { formatTable } from '../../table';
import { problemLines } from './job-lines';

/** Classes that are listed; JSON has all. */
const SHOWN_CLASSES = 50;

/** A survey in words. */
export function surveyLines(survey: DataSurvey): readonly string[] {
  const { format, questions, files, bytes, problems, otherFormats } = survey;
  return [
    `${survey.path}: ${format?.name.en ?? 'nothing that Netloom can read'} (${format?.reason.en ?? ''})`,
    `Files        ${groupDigits(files)}, ${formatBytes(bytes, 'en')}`,
    `Examples     ${exampleText(survey)}`,
    ...contentLines(survey),
    ...duplicateLines(survey),
    ...imbalanceLines(survey),
    ...classLines(survey.classes),
    ...questions.flatMap(questionLines),
    ...(otherFormats.length === 0
      ? []
      : [`Could also be ${otherFormats.map(({ id, name }) => `${name.en} (--format ${id})`).join(', ')}`]),
    ...(problems.length === 0 ? [] : ['', 'Problems:', ...problemLines(problems)]),
  ];
}

function exampleText({ exampleCount, splits }: DataSurvey): string {
  const parts = Object.entries(splits)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${groupDigits(count)} ${name === 'unassigned' ? 'without a split' : name}`);
  return `${groupDigits(exampleCount)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}`;
}

function contentLines({
  content,
  sizes,
  hasColor,
  featureNames,
  targetNames,
  numberNames,
  target,
}: DataSurvey): readonly string[] {
  const targets = [
    ...(target === 'numbers' || target === 'columns' ? [`To predict   ${targetNames.join(', ')}`] : []),
    ...(numberNames.length > 0 ? [`Numbers      ${numberNames.join(', ')}`] : []),
  ];
  if (content === 'features')
    return [`Features     ${featureNames.length}: ${featureNames.join(', ')}`, ...targets];
  if (sizes === null) return targets;
  const { smallest, median, largest } = sizes;
  const range =
    formatSize(smallest) === formatSize(largest)
      ? `all ${formatSize(smallest)}`
      : `${formatSize(smallest)} to ${formatSize(largest)}, median ${formatSize(median)}`;
  return [`Images       ${hasColor ? 'color' : 'gray'}, ${range}`, ...targets];
}

function formatSize({ height, width }: ImageSize): string {
  return `${height}x${width}`;
}

function duplicateLines({ duplicates: { within, across, isComplete } }: DataSurvey): readonly string[] {
  if (within + across === 0) return [];
  const counts = `${groupDigits(within)} equal files in one split, ${groupDigits(across)} in two splits`;
  return [`Duplicates   ${isComplete ? '' : 'at least '}${counts}`];
}

function imbalanceLines({ imbalance }: DataSurvey): readonly string[] {
  if (imbalance === null) return [];
  const { largest, smallest } = imbalance;
  const counts = `“${largest.name}” has ${groupDigits(largest.count)} examples, “${smallest.name}” ${groupDigits(smallest.count)}`;
  return [`Imbalance    ${counts}: a network may ignore the small class`];
}

function classLines(classes: readonly ClassSurvey[]): readonly string[] {
  if (classes.length === 0) return [];
  const splits = (['train', 'validation', 'test', 'unassigned'] as const).filter((split) =>
    classes.some((one) => one[split] > 0),
  );
  const columns = splits.length > 1 ? splits : [];
  const rows = classes
    .slice(0, SHOWN_CLASSES)
    .map((one) => [one.name, groupDigits(one.count), ...columns.map((split) => groupDigits(one[split]))]);
  const more = classes.length - rows.length;
  const titles = columns.map((split) => ({ title: split, align: 'right' as const }));
  return [
    '',
    ...formatTable(
      [{ title: 'class', align: 'left' }, { title: 'examples', align: 'right' }, ...titles],
      rows,
    ),
    ...(more > 0 ? [`and ${groupDigits(more)} more classes`] : []),
  ];
}

/** A question with its choices, as `--answer` takes them. */
export function questionLines({ id, title, choices, value, isOpen, name }: DataQuestion): readonly string[] {
  return [
    '',
    `${title.en}${isOpen ? ' (has to be answered)' : ''}:`,
    ...(name === undefined ? [] : [`  --answer ${id}=NAME   (taken: ${value})`]),
    ...choices.map(
      (choice) =>
        `  --answer ${id}=${choice.value}${choice.value === value ? '   (taken)' : ''}   ${choice.label.en}`,
    ),
  ];
}
