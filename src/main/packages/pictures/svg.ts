/** Pieces of small pictures as SVG: black on white, without scripts or anything from elsewhere. */

export const TRAIN_COLOR = '#2f6fde';
export const TEST_COLOR = '#d97706';
export const INK = '#18202b';
export const FAINT = '#8a95a5';

export function svgDocument(width: number, height: number, content: readonly string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" font-family="system-ui, 'Noto Sans', 'Noto Sans CJK TC', sans-serif" font-size="11">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...content,
    '</svg>\n',
  ].join('\n');
}

export function svgText(
  x: number,
  y: number,
  text: string,
  { anchor = 'start', color = INK, size }: { anchor?: string; color?: string; size?: number } = {},
): string {
  const ofSize = size === undefined ? '' : ` font-size="${size}"`;
  return `<text x="${place(x)}" y="${place(y)}" text-anchor="${anchor}" fill="${color}"${ofSize}>${escapeXml(text)}</text>`;
}

export function svgLine(points: readonly (readonly [number, number])[], color: string, width = 1): string {
  const path = points.map(([x, y]) => `${place(x)},${place(y)}`).join(' ');
  return `<polyline points="${path}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linejoin="round"/>`;
}

/** Tenths of a pixel are enough. */
export function place(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** A number for an axis. */
export function axisNumber(value: number): string {
  if (value === 0) return '0';
  const size = Math.abs(value);
  return size >= 1e5 || size < 1e-3 ? value.toExponential(1) : String(Number(value.toPrecision(3)));
}

function escapeXml(text: string): string {
  return (
    text
      // XML has no control characters, not even as references.
      .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\uffef\u{10000}-\u{10ffff}]/gu, '')
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
  );
}
