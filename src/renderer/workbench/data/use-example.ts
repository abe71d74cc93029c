import type { ExampleDetails, MaskThumbnails, Thumbnails } from '../../../contract/data-browser';
import { isStored } from '../../store/view/data-changes';
import type { Browsed } from './browsed';
import { useReply } from '../../store/bridge/use-reply';

/** Larger than what is stored, so that it comes as it is. */
const WHOLE = 4_096;

/** All that is known of one example; null until it is there. */
export function useExampleDetails(id: string, example: number | null): ExampleDetails | null {
  const payload = example === null ? null : { id, example };
  return useReply('data:example', payload).value;
}

/** The stored image of one example; null until it is there, or where there is none. */
export function useStoredImage(id: string, example: number | null): Thumbnails | null {
  return useReply('data:thumbnails', example === null ? null : { id, examples: [example], side: WHOLE })
    .value;
}

/** The second image of one example, as it is stored; null until it is there, and where there is none. */
export function useSecondImage(
  { dataset, index, target, column }: Browsed,
  example: number,
): Thumbnails | null {
  const isWanted = target.kind === 'image' && isStored(index, example);
  const second = column?.name ?? '';
  const payload = isWanted ? { id: dataset.id, examples: [example], side: WHOLE, second } : null;
  return useReply('data:thumbnails', payload).value;
}

/**
 * The stored mask of one example; null until it is there, and where there is none.
 *
 * @param masks what is browsed with the masks alone (`shownMask`); null: there are none
 */
export function useStoredMask(masks: Browsed | null, example: number): MaskThumbnails | null {
  const isWanted = masks !== null && masks.target.kind === 'mask' && isStored(masks.index, example);
  const label = masks?.column?.name;
  const payload = isWanted
    ? { id: masks.dataset.id, examples: [example], side: WHOLE, ...(label !== undefined && { label }) }
    : null;
  return useReply('data:masks', payload).value;
}

/** Small images of some examples. */
export function useSmallImages(id: string, examples: readonly number[], side: number): Thumbnails | null {
  return useReply('data:thumbnails', examples.length === 0 ? null : { id, examples: [...examples], side })
    .value;
}
