import { basename, extname } from 'node:path';
import type { DataQuestion, Failure, FormatChoice } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import type { FileTree } from '../file-tree/file-tree';
import { openFileTree } from '../file-tree/open-file-tree';
import { nameOf } from '../formats/text-tables/answered-name';
import type { DataFormat, FormatAnswers } from '../formats/data-format';
import { foundFiles, type RecognizedFormat, recognizeFormats } from '../formats/recognize';

/** Why a survey or an import cannot continue; becomes its last state. */
export class JobFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/** A source that is open, and how it is understood. */
export interface OpenedSource {
  readonly tree: FileTree;
  readonly format: DataFormat;
  /** All ways, the chosen one first. */
  readonly formats: readonly FormatChoice[];
  readonly questions: readonly DataQuestion[];
  /** To all questions. */
  readonly answers: FormatAnswers;
}

export interface SourceChoice {
  readonly path: string;
  /** Id of the format; absent: the most likely one. */
  readonly format?: string | undefined;
  readonly answers: FormatAnswers;
}

export interface SourceWatcher {
  readonly signal: AbortSignal;
  /** Called with the number of files found up to now. */
  onFiles?(files: number): void;
}

export function openTree({ path }: SourceChoice, { signal, onFiles }: SourceWatcher): Promise<FileTree> {
  return openFileTree(path, { signal, ...(onFiles !== undefined && { onProgress: onFiles }) });
}

/** @throws JobFailure when no format, or not the one that was asked for, takes the source, and for answers that are none */
export async function understand(tree: FileTree, choice: SourceChoice): Promise<OpenedSource> {
  const { path, format: id, answers } = choice;
  const recognized = await recognizeFormats(tree, answers);
  const [best] = recognized;
  if (best === undefined) {
    throw new JobFailure(notRecognized(path, tree));
  }
  const chosen = id === undefined ? best : recognized.find(({ format }) => format.id === id);
  if (chosen === undefined) {
    throw new JobFailure(failure('data-format-unknown', { name: basename(path), format: id ?? '' }));
  }
  const others = recognized.filter((one) => one !== chosen);
  const questions = questionsOf(chosen, answers);
  return {
    tree,
    format: chosen.format,
    formats: [chosen, ...others].map(choiceOf),
    questions,
    answers: Object.fromEntries(questions.map(({ id: question, value }) => [question, value])),
  };
}

/** Why no format takes the source. A file that is a zip archive by its name only is damaged more often than of a format that is missing. */
export function notRecognized(path: string, tree: FileTree): Failure {
  const name = basename(path);
  return tree.kind === 'file' && extname(path).toLowerCase() === '.zip'
    ? failure('data-no-archive', { name })
    : failure('data-not-recognized', { name, found: foundFiles(tree) });
}

function choiceOf({ format, recognition }: RecognizedFormat): FormatChoice {
  const { id, name } = format;
  return { id, name, reason: recognition.reason, confidence: recognition.confidence };
}

/** The questions with the values that hold. @throws JobFailure for an answer that is none of the choices; a name that cannot be one leaves the guess */
function questionsOf({ recognition }: RecognizedFormat, answers: FormatAnswers): readonly DataQuestion[] {
  return recognition.questions.map((question) => {
    const value = answers[question.id] ?? question.guess;
    if (question.name !== undefined) {
      return { ...question, value: nameOf(answers[question.id], question.name) ?? question.guess };
    }
    const isChoice = question.choices.some((choice) => choice.value === value);
    if (isChoice) return { ...question, value };
    const choices = question.choices.map((choice) => choice.value).join(', ');
    throw new JobFailure(failure('data-answer-invalid', { value, id: question.id, choices }));
  });
}
