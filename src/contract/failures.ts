import { datasetName } from '../graph-runtime/datasets/known-datasets';
import type { Diagnostic } from '../graph-runtime/diagnostics/diagnostic';
import { sweepParameterLabel } from '../graph-runtime/messages/describe-sweep';
import { settingLabel } from '../graph-runtime/resume/setting-labels';
import { fill } from '../graph-runtime/text/fill';
import { formatBytes } from '../graph-runtime/text/format-bytes';
import type { Language, Text } from '../graph-runtime/text/text';
import { trainingCheckText } from '../graph-runtime/training-checks/registry';
import type { Failure } from './contract';
import { problemTitle } from './data-problems';
import { checkpointFailures } from './failure-texts/checkpoint-failures';
import { datasetFailures } from './failure-texts/dataset-failures';
import { engineFailures } from './failure-texts/engine-failures';
import { fileFailures } from './failure-texts/file-failures';
import { groupFailures } from './failure-texts/group-failures';
import { importFailures } from './failure-texts/import-failures';
import { inspectionFailures } from './failure-texts/inspection-failures';
import { memoryFailures } from './failure-texts/memory-failures';
import { modelFailures } from './failure-texts/model-failures';
import { packageFailures } from './failure-texts/package-failures';
import { remoteFailures } from './failure-texts/remote-failures';
import { slurmFailures } from './failure-texts/slurm-failures';
import { requestFailures } from './failure-texts/request-failures';
import { runFailures } from './failure-texts/run-failures';
import { runFolderFailures } from './failure-texts/run-folder-failures';
import { systemErrorText } from './system-errors';

/**
 * The words for failures, once for window, system dialogs and command line. Each says what happened and what can be done about
 * it. `{name}` stands for the failure's value of that name. The texts lie in `failure-texts/`, a file an area.
 */
export const failureTexts = {
  ...requestFailures,
  ...fileFailures,
  ...runFailures,
  ...memoryFailures,
  ...engineFailures,
  ...groupFailures,
  ...datasetFailures,
  ...importFailures,
  ...runFolderFailures,
  ...checkpointFailures,
  ...modelFailures,
  ...inspectionFailures,
  ...packageFailures,
  ...remoteFailures,
  ...slurmFailures,
} as const satisfies Readonly<Record<string, Text>>;
export type FailureCode = keyof typeof failureTexts;

const unknownFailure: Text = {
  en: 'Something went wrong ({code}).',
  'zh-Hant': '發生錯誤（{code}）。',
};

/** The failure in words, in `language`. A code without its own text is shown as it is. */
export function failureText(failure: Failure, language: Language): string {
  const texts: Readonly<Record<string, Text>> = failureTexts;
  const text =
    texts[failure.code]?.[language] ?? checkText(failure.code, language) ?? unknownFailure[language];
  const { id, name } = failure.values;
  // Where nothing is named, the id is that of a data set.
  const values =
    id === undefined || name !== undefined
      ? failure.values
      : { ...failure.values, id: datasetName(String(id)) };
  const words = Object.entries(values).map(([key, value]) => [key, inWords(key, value, language)]);
  return fill(text, { ...Object.fromEntries(words), code: failure.code });
}

/** Numbers that name something: they are no amounts. */
const NAMES_OF_NUMBERS: ReadonlySet<string> = new Set(['pid', 'port', 'code', 'index']);

/** A failure's value as its message shows it: what it means follows from its name. */
function inWords(name: string, value: string | number, language: Language): string {
  if (name === 'setting') return settingLabel(String(value), language);
  if (name === 'sweepParameter') return sweepParameterLabel(String(value), language);
  if (name === 'problem') return problemTitle(String(value), language);
  // Reasons that are the system's come as its codes, and are replaced with words.
  if (name === 'reason') return systemErrorText(String(value), language) ?? String(value);
  if (typeof value !== 'number' || NAMES_OF_NUMBERS.has(name)) return String(value);
  if (name.endsWith('Bytes')) return formatBytes(value, language);
  return new Intl.NumberFormat(language, { maximumFractionDigits: 20 }).format(value);
}

/** What a training check says of its code, as one paragraph. */
function checkText(code: string, language: Language): string | undefined {
  const text = trainingCheckText(code, language);
  return text && `${text.what}${language === 'en' ? ' ' : ''}${text.advice}`;
}

/** A training check's refusal as a failure: with the check's own code, and its words. */
export function refusalOf({ code, path, expected, received, values }: Diagnostic): Failure {
  const compared = {
    ...(expected !== undefined && { expected }),
    ...(received !== undefined && { received }),
  };
  return { code, values: { ...compared, ...values }, ...(path !== '' && { path }) };
}

/** A failure with its code checked against the list of texts. */
export function failure(
  code: FailureCode,
  values: Failure['values'] = {},
  more: Pick<Failure, 'path' | 'detail'> = {},
): Failure {
  return { code, values, ...more };
}
