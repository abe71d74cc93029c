import type { Box } from '../../store/edits/placing';

/** Boxes as the outline of an SVG path, `grown` by that much on every side and with corners of that radius. */
export function pathOfBoxes(boxes: Iterable<Box>, { grown = 0, radius = 0 } = {}): string {
  let path = '';
  for (const box of boxes) {
    const x = Math.round(box.x) - grown;
    const y = Math.round(box.y) - grown;
    const width = Math.round(box.width) + 2 * grown;
    const height = Math.round(box.height) + 2 * grown;
    path +=
      radius === 0 ? `M${x},${y}h${width}v${height}h${-width}z` : rounded({ x, y, width, height }, radius);
  }
  return path;
}

function rounded({ x, y, width, height }: Box, most: number): string {
  const radius = Math.min(most, width / 2, height / 2);
  const arc = (dx: number, dy: number) => `a${radius},${radius} 0 0 1 ${dx},${dy}`;
  const across = width - 2 * radius;
  const down = height - 2 * radius;
  return [
    `M${x + radius},${y}h${across}${arc(radius, radius)}v${down}${arc(-radius, radius)}`,
    `h${-across}${arc(-radius, -radius)}v${-down}${arc(radius, -radius)}z`,
  ].join('');
}
