import type { Inspection, InspectionAnswers } from '../../../contract/contract';
import type { RunMoment } from '../prepare/run-control';

export type InspectionType = Inspection['type'];

/** Questions of one type (or of several, when `T` is a union). */
export type QuestionOf<T extends InspectionType> = { [K in T]: Extract<Inspection, { type: K }> }[T];

/**
 * Work on an answer. At each `yield` the training may take steps; the moment it is resumed with says how many have been taken since
 * the question was asked.
 */
export interface Work<T extends InspectionType> {
  next(moment: RunMoment): Turn<T> | Promise<Turn<T>>;
  /** Releases what it holds, when it is canceled before its end. */
  close?(): void;
}
export type Turn<T extends InspectionType> = IteratorResult<undefined, InspectionAnswers[T]>;

/**
 * How one type of question is answered. What cannot be answered (there is no such node) is thrown as a `RunFailure`.
 *
 * @throws RunFailure
 */
export type InspectionHandler<T extends InspectionType> = (
  moment: RunMoment,
  question: QuestionOf<T>,
) => Work<T>;

/** For answers that are a call or two. */
export function atOnce<T extends InspectionType>(
  answer: (moment: RunMoment, question: QuestionOf<T>) => InspectionAnswers[T],
): InspectionHandler<T> {
  return (moment, question) => ({ next: () => ({ done: true, value: answer(moment, question) }) });
}
