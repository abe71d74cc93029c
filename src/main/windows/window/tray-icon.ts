/** Where the mark's knots lie and how large they are, in units of its side (packaging/linux/netloom.svg has the same). */
const KNOTS = [
  { x: 0.2, y: 0.24, radius: 0.13 },
  { x: 0.2, y: 0.76, radius: 0.13 },
  { x: 0.78, y: 0.5, radius: 0.17 },
] as const;
const THREADS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const;
const THREAD_WIDTH = 0.09;

export type Color = readonly [red: number, green: number, blue: number];

/**
 * The app's mark as pixels, drawn here so that the icon beside the clock needs no file of its own: three knots, tied.
 *
 * @param side pixels of a side
 * @returns `side * side` pixels in reading order, four bytes each: blue, green, red, opacity (already multiplied in)
 */
export function drawTrayIcon(side: number, [red, green, blue]: Color): Uint8Array {
  const pixels = new Uint8Array(4 * side * side);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const depth = depthInMark((column + 0.5) / side, (row + 0.5) / side) * side;
      // Half a pixel on either side of the outline fades out.
      const opacity = Math.min(1, Math.max(0, depth + 0.5));
      const bytes = [blue * opacity, green * opacity, red * opacity, 255 * opacity].map(Math.round);
      pixels.set(bytes, 4 * (row * side + column));
    }
  }
  return pixels;
}

/** How far inside the mark a point lies; negative outside. */
function depthInMark(x: number, y: number): number {
  const inKnots = KNOTS.map((knot) => knot.radius - Math.hypot(x - knot.x, y - knot.y));
  const inThreads = THREADS.map(
    ([from, to]) => THREAD_WIDTH / 2 - distanceToStretch(x, y, KNOTS[from], KNOTS[to]),
  );
  return Math.max(...inKnots, ...inThreads);
}

interface Point {
  readonly x: number;
  readonly y: number;
}

function distanceToStretch(x: number, y: number, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const along = ((x - from.x) * dx + (y - from.y) * dy) / (dx * dx + dy * dy);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - from.x - share * dx, y - from.y - share * dy);
}
