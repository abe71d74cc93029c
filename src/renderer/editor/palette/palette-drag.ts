/** What a dragged entry of the palette carries: a node type under a media type of our own. */
export const PALETTE_MEDIA_TYPE = 'application/x-netloom-node-type';

/**
 * The type being dragged. Browsers hide the data of a drag until it is dropped, but the canvas wants to know before whether a
 * wire could take it.
 */
let dragged: string | null = null;

export function startPaletteDrag(data: DataTransfer, type: string): void {
  dragged = type;
  data.setData(PALETTE_MEDIA_TYPE, type);
  data.effectAllowed = 'copy';
}

export function endPaletteDrag(): void {
  dragged = null;
}

/** The type while dragging; null when something else is dragged. */
export function draggedType(data: DataTransfer): string | null {
  return data.types.includes(PALETTE_MEDIA_TYPE) ? dragged : null;
}

export function droppedType(data: DataTransfer): string | null {
  const type = data.getData(PALETTE_MEDIA_TYPE);
  return type === '' ? null : type;
}
