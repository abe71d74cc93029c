/** A picture drawn on the grid of the data set's own images: what is seen on the pad is what the network gets. */
export interface Drawing {
  readonly height: number;
  readonly width: number;
  /** 0 to 255, in reading order; light on dark, as in MNIST and its kin. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export interface PadPoint {
  /** In pixels of the drawing; the middle of the first is (0.5, 0.5). */
  readonly x: number;
  readonly y: number;
}

export function emptyDrawing(height: number, width: number): Drawing {
  return { height, width, pixels: new Uint8Array(height * width) };
}

/** Distance of a point from a stretch. */
function distanceTo(x: number, y: number, from: PadPoint, to: PadPoint): number {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - from.x) * dx + (y - from.y) * dy) / length));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}

/**
 * The drawing with a round brush drawn along a stretch. Inside the radius a pixel becomes white, over the next pixel's width the
 * brush fades out, and what is lighter already stays.
 */
export function drawStroke(drawing: Drawing, from: PadPoint, to: PadPoint, radius: number): Drawing {
  const { height, width } = drawing;
  const pixels = drawing.pixels.slice();
  const top = Math.max(0, Math.floor(Math.min(from.y, to.y) - radius - 1));
  const bottom = Math.min(height - 1, Math.ceil(Math.max(from.y, to.y) + radius + 1));
  const left = Math.max(0, Math.floor(Math.min(from.x, to.x) - radius - 1));
  const right = Math.min(width - 1, Math.ceil(Math.max(from.x, to.x) + radius + 1));
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const coverage = radius + 0.5 - distanceTo(column + 0.5, row + 0.5, from, to);
      const value = Math.round(255 * Math.min(1, Math.max(0, coverage)));
      const at = row * width + column;
      if (value > (pixels[at] ?? 0)) pixels[at] = value;
    }
  }
  return { height, width, pixels };
}
