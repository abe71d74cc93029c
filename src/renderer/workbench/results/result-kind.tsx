import type { ComponentType } from 'react';
import type { DatasetSummary, EvaluationResult, Prediction, Sample } from '../../../contract/contract';
import type { TargetKindId } from '../../../graph-runtime/targets/target-kind';
import type { Language } from '../../../graph-runtime/text/text';
import type { ResultView } from '../../store/view/results-view';

/** The evaluation of a network with one kind of targets. */
export type ResultOf<K extends TargetKindId> = Extract<EvaluationResult, { readonly kind: K }>;

export interface ResultProps<K extends TargetKindId = TargetKindId> {
  readonly runId: string;
  readonly result: ResultOf<K>;
  /** Null while it is not known, or not here. */
  readonly dataset: DatasetSummary | null;
}

/** Of one class an example, where nothing is asked of the run any more. */
export type ClassResult = Pick<ResultProps<'class'>, 'result' | 'dataset'>;

/** One way to look at the evaluation. */
export interface ResultTab {
  readonly view: Exclude<ResultView, 'try'>;
  readonly Component: ComponentType<ResultProps>;
}

/** What the network makes of one sample. */
export interface AnswerProps {
  readonly runId: string;
  readonly dataset: DatasetSummary | null;
  readonly sample: Sample;
  readonly answer: Prediction;
  /** The class whose evidence is shown, where the kind has any; null: the most probable one's. */
  readonly chosen: number | null;
  readonly onChoose: (classIndex: number) => void;
}

/** A table of results for a report or a file; numbers as they are, for programs. */
export interface ResultTable {
  readonly head: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** The part of a report about a run's results: words and formatted figures. */
export interface ReportFigures {
  readonly head: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
}

/** How results with one kind of targets are shown. One file a kind, found by its line in `result-kinds.ts`. */
export interface ResultKind {
  readonly kind: TargetKindId;
  /** The first one is shown until another is chosen. */
  readonly tabs: readonly ResultTab[];
  readonly Answer: ComponentType<AnswerProps>;
  /** Which places of an image speak for a class; absent where there are no classes of whole images. */
  readonly Evidence?: ComponentType<EvidenceProps>;
  /** A line for each test example, the columns named alike in every language. */
  table(result: EvaluationResult, dataset: DatasetSummary | null): ResultTable;
  report(result: EvaluationResult, dataset: DatasetSummary | null, language: Language): ReportFigures;
}

export interface EvidenceProps {
  readonly runId: string;
  readonly sample: Sample;
  readonly classIndex: number | null;
  readonly names: readonly string[];
}

function isOf<K extends TargetKindId>(kind: K, result: EvaluationResult): result is ResultOf<K> {
  return result.kind === kind;
}

/** A tab of a kind: what it shows gets only results of that kind. */
export function resultTab<K extends TargetKindId>(
  kind: K,
  view: ResultTab['view'],
  Content: ComponentType<ResultProps<K>>,
): ResultTab {
  const Component = ({ runId, result, dataset }: ResultProps) =>
    isOf(kind, result) ? <Content {...{ runId, result, dataset }} /> : null;
  return { view, Component };
}

/** A function of a result, for results of one kind. */
export function ofKind<K extends TargetKindId, Rest extends readonly unknown[], R>(
  kind: K,
  read: (result: ResultOf<K>, ...rest: Rest) => R,
): (result: EvaluationResult, ...rest: Rest) => R {
  return (result, ...rest) => {
    if (!isOf(kind, result)) throw new Error(`a result of ${result.kind} was given as one of ${kind}`);
    return read(result, ...rest);
  };
}
