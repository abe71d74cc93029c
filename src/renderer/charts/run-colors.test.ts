import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { colorOfRun, RUN_COLORS } from './run-colors';

const css = readFileSync('src/renderer/ui/tokens.css', 'utf8');

type Color = readonly [number, number, number];

/** The values of a token: of the light theme, then of the dark one. */
function valuesOf(token: string): string[] {
  return Array.from(css.matchAll(new RegExp(`${token}: (#[0-9a-f]{6});`, 'g')), (match) => match[1] ?? '');
}

function linear(hex: string): Color {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return [red, green, blue];
}

function contrast(a: string, b: string): number {
  const luminance = ([red, green, blue]: Color) => 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  const [dark = 0, light = 0] = [luminance(linear(a)), luminance(linear(b))].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

/** How people see a color who lack one kind of cones: Machado, Oliveira and Fernandes (2009), severity 1, linear RGB. */
const VISION: Readonly<Record<string, readonly Color[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab (Ottosson 2020), in which equal distances look about equally different; 0.02 is just visible side by side. */
function oklab(hex: string, matrix: readonly Color[]): Color {
  const color = linear(hex);
  const dot = (row: Color, of: Color) => row[0] * of[0] + row[1] * of[1] + row[2] * of[2];
  const clip = (value: number) => Math.min(1, Math.max(0, value));
  const [m0, m1, m2] = matrix as [Color, Color, Color];
  const seen: Color = [clip(dot(m0, color)), clip(dot(m1, color)), clip(dot(m2, color))];
  const cones: Color = [
    Math.cbrt(dot([0.4122214708, 0.5363325363, 0.0514459929], seen)),
    Math.cbrt(dot([0.2119034982, 0.6806995451, 0.1073969566], seen)),
    Math.cbrt(dot([0.0883024619, 0.2817188376, 0.6299787005], seen)),
  ];
  return [
    dot([0.2104542553, 0.793617785, -0.0040720468], cones),
    dot([1.9779984951, -2.428592205, 0.4505937099], cones),
    dot([0.0259040371, 0.7827717662, -0.808675766], cones),
  ];
}

describe('the colors of runs', () => {
  const tokens = Array.from({ length: RUN_COLORS }, (_, at) => `--color-run-${at + 1}`);

  it('follow from the id, and differ from run to run', () => {
    const colors = tokens.map((_, at) => colorOfRun(`run-mabc12-${at + 11}`));
    expect(new Set(colors).size).toBe(RUN_COLORS);
    expect(colorOfRun('run-other-11')).toBe(colors[0]);
    expect(tokens).toContain(colorOfRun('something else'));
  });

  it('stand out from the surfaces of their theme', () => {
    for (const theme of [0, 1]) {
      for (const surface of ['--color-surface', '--color-surface-raised']) {
        const ground = valuesOf(surface)[theme] ?? '';
        const low = tokens.filter((token) => contrast(valuesOf(token)[theme] ?? '', ground) < 3);
        expect([theme, surface, low]).toEqual([theme, surface, []]);
      }
    }
  });

  it('can be told apart with any color vision', () => {
    for (const theme of [0, 1]) {
      const colors = tokens.map((token) => valuesOf(token)[theme] ?? '');
      for (const [vision, matrix] of Object.entries(VISION)) {
        const seen = colors.map((color) => oklab(color, matrix));
        const near = seen.flatMap((a, at) =>
          seen.slice(0, at).flatMap((b, other) => {
            const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
            return distance < 0.07 ? [`${colors[at]} ${colors[other]} ${distance.toFixed(3)}`] : [];
          }),
        );
        expect([theme, vision, near]).toEqual([theme, vision, []]);
      }
    }
  });
});
