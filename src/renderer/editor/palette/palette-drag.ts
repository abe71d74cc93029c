import type { Picked } from '../../store/view/block-library';

/** What a dragged entry of the palette carries: a node type under a media type of our own. */
export const PALETTE_MEDIA_TYPE = 'application/x-netloom-node-type';

/** What of a drag's data is used here. */
type DragData = Pick<DataTransfer, 'types' | 'getData' | 'setData' | 'effectAllowed'>;

/**
 * The entry being dragged, with the parameters that the name it was found by implies. Browsers hide the data of a drag until it is
 * dropped, but the canvas wants to know before whether a wire could take it.
 */
let dragged: Picked | null = null;

export function startPaletteDrag(data: DragData, made: Picked): void {
  dragged = made;
  data.setData(PALETTE_MEDIA_TYPE, made.type);
  data.effectAllowed = 'copy';
}

export function endPaletteDrag(): void {
  dragged = null;
}

/** The type while dragging; null when something else is dragged. */
export function draggedType(data: DragData): string | null {
  return data.types.includes(PALETTE_MEDIA_TYPE) ? (dragged?.type ?? null) : null;
}

/** What was dropped: as it was found in this window, else a type with its default parameters. */
export function dropped(data: DragData): Picked | null {
  const type = data.getData(PALETTE_MEDIA_TYPE);
  if (type === '') return null;
  return dragged?.type === type ? dragged : { type };
}
