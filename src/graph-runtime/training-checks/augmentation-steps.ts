import type { AugmentationStep } from '../document/document';
import type { CheckContext } from './check';

/** The augmentation's steps of one kind, with their places in the list. */
export function stepsOf<T extends AugmentationStep['type']>(
  { settings }: CheckContext,
  type: T,
): readonly { readonly step: Extract<AugmentationStep, { type: T }>; readonly index: number }[] {
  return (settings.augmentation ?? []).flatMap((step, index) => (isOf(step, type) ? [{ step, index }] : []));
}

function isOf<T extends AugmentationStep['type']>(
  step: AugmentationStep,
  type: T,
): step is Extract<AugmentationStep, { type: T }> {
  return step.type === type;
}
