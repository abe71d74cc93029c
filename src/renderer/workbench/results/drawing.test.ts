import { describe, expect, it } from 'vitest';
import { drawStroke, emptyDrawing } from './drawing';

describe('drawStroke', () => {
  it('paints a round dot that fades out, and nothing elsewhere', () => {
    const { pixels } = drawStroke(emptyDrawing(9, 9), { x: 4.5, y: 4.5 }, { x: 4.5, y: 4.5 }, 1);
    const at = (row: number, column: number) => pixels[row * 9 + column];
    expect(at(4, 4)).toBe(255);
    expect(at(4, 5)).toBe(128);
    expect(at(5, 4)).toBe(at(4, 5));
    expect(at(4, 7)).toBe(0);
    expect(at(0, 0)).toBe(0);
  });

  it('joins the ends of a stretch, and a second stroke never darkens', () => {
    const line = drawStroke(emptyDrawing(3, 20), { x: 2, y: 1.5 }, { x: 18, y: 1.5 }, 1);
    const row = [...line.pixels.slice(20, 40)];
    expect(row.slice(2, 18).every((value) => value === 255)).toBe(true);
    const again = drawStroke(line, { x: 2, y: 0 }, { x: 18, y: 0 }, 0.2);
    expect(again.pixels.every((value, at) => value >= (line.pixels[at] ?? 0))).toBe(true);
  });

  it('stays inside the picture', () => {
    const drawn = drawStroke(emptyDrawing(4, 4), { x: -5, y: 2 }, { x: 9, y: 2 }, 3);
    expect(drawn.pixels).toHaveLength(16);
  });
});
