import { z } from 'zod';
import type { Language } from '../text/text';
import { namesIn } from './class-names';
import type { LabelKind, SourceTarget } from './labels/label-kind';
import { labelKinds } from './labels/registry';

/** What a data set's examples are to be taken for: one of the kinds of `labels/`. */
export const targetDescriptionSchema = z.union(labelKinds.map(({ schema }) => schema));
export type TargetDescription = z.infer<(typeof labelKinds)[number]['schema']>;

/** What is known of the targets before there are any: not yet the means and deviations of numbers. */
export type TargetPlan =
  | Exclude<TargetDescription, { readonly mean: unknown }>
  | Omit<Extract<TargetDescription, { readonly mean: unknown }>, 'mean' | 'deviation'>;

/** The kind of a data set's labels. */
export function labelKindOf({
  kind,
}: {
  readonly kind: TargetDescription['kind'];
}): LabelKind<TargetDescription, TargetPlan> {
  const kinds: readonly LabelKind<TargetDescription, TargetPlan>[] = labelKinds;
  const found = kinds.find(({ id }) => id === kind);
  if (found === undefined) throw new Error(`no kind of labels ${kind}`);
  return found;
}

/** The classes that a source names for an example; none where it names none. */
export function classesOfSource(source: SourceTarget): readonly string[] {
  return labelKindOf({ kind: source.type }).classesOf?.(source) ?? [];
}

/** The names of the classes in the order of their indices, as their user wrote them or in `language`; none without classes. */
export function classNamesIn(target: TargetPlan, language: Language): readonly string[] {
  return 'classNames' in target ? namesIn(target.classNames, language) : [];
}

/** How many scores a network gives for such targets: its classes, or the numbers it predicts; 0 where there are none. */
export function targetSize(target: TargetPlan): number {
  return labelKindOf(target).size(target);
}

/** The class whose pixels do not count; null where all do, and where targets are no masks. */
export function ignoredClass(target: TargetDescription): number | null {
  return 'ignore' in target ? (target.ignore ?? null) : null;
}
