/** Luminance at which black and white can be read equally well: (L + 0.05) / 0.05 = 1.05 / (L + 0.05). */
const EQUAL = Math.sqrt(1.05 * 0.05) - 0.05;

/** Black or white, whichever can be read better on a color of channels from 0 to 255: at 4.5 to 1 or more on any (WCAG 2.1, 1.4.3). */
export function readableInk(channels: readonly [red: number, green: number, blue: number]): string {
  return luminanceOf(channels) > EQUAL ? '#000000' : '#ffffff';
}

/** Relative luminance, 0 to 1 (WCAG 2.1). */
export function luminanceOf(channels: readonly [red: number, green: number, blue: number]): number {
  const [red, green, blue] = channels.map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}
