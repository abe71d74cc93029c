type Color = readonly [red: number, green: number, blue: number];

/** The colors of Okabe and Ito, which color-blind eyes tell apart; black and white are left to the image. */
const FIRST: readonly Color[] = [
  [0, 114, 178],
  [230, 159, 0],
  [0, 158, 115],
  [213, 94, 0],
  [204, 121, 167],
  [86, 180, 233],
  [240, 228, 66],
];

/** The golden angle: hues that follow one another are far apart, however many there are. */
const TURN = 137.508;

/** Color of a class in masks, the same in every view. */
export function classColor(index: number): Color {
  return FIRST[index] ?? fromHue((index * TURN) % 360, index % 2 === 0 ? 0.45 : 0.62);
}

/** The same as CSS has it. */
export function classColorText(index: number): string {
  return `rgb(${classColor(index).join(' ')})`;
}

/** HSL with a saturation of 0.7 as bytes. */
function fromHue(hue: number, lightness: number): Color {
  const chroma = (1 - Math.abs(2 * lightness - 1)) * 0.7;
  const channel = (offset: number) => {
    const place = (offset + hue / 30) % 12;
    return Math.round(255 * (lightness - (chroma / 2) * Math.max(-1, Math.min(place - 3, 9 - place, 1))));
  };
  return [channel(0), channel(8), channel(4)];
}

/** How much of the image a class covers unless somebody says otherwise. */
const OPACITY = 0.6;

/**
 * Paints a mask to be laid over an image into RGBA bytes; pixels of the class `ignore` stay clear.
 *
 * @param opacity how much of the image it covers, 0 to 1
 */
export function paintMask(
  classes: ArrayLike<number>,
  ignore: number | undefined,
  target: Uint8ClampedArray,
  opacity = OPACITY,
): void {
  const colors = new Map<number, Color>();
  for (let pixel = 0; pixel < classes.length; pixel += 1) {
    const index = classes[pixel] ?? 0;
    let color = colors.get(index);
    if (color === undefined) {
      color = classColor(index);
      colors.set(index, color);
    }
    target.set(color, 4 * pixel);
    target[4 * pixel + 3] = index === ignore ? 0 : 255 * opacity;
  }
}
