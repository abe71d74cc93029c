import type { Augmentation } from '../document/document';
import type { CheckContext } from './check';

/** The augmentations of one kind, with their places in the list. */
export function augmentationsOf<T extends Augmentation['type']>(
  { settings }: CheckContext,
  type: T,
): readonly { readonly augmentation: Extract<Augmentation, { type: T }>; readonly index: number }[] {
  return (settings.augmentation ?? []).flatMap((augmentation, index) =>
    isOf(augmentation, type) ? [{ augmentation, index }] : [],
  );
}

function isOf<T extends Augmentation['type']>(
  augmentation: Augmentation,
  type: T,
): augmentation is Extract<Augmentation, { type: T }> {
  return augmentation.type === type;
}
