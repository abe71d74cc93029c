/**
 * A line of a CSV file (RFC 4180), without its end: a text is quoted where it holds a separator, a quote or a line's end; a number that is
 * not there is empty.
 */
export function csvLine(values: readonly (string | number | null | undefined)[]): string {
  return values.map(field).join(',');
}

function field(value: string | number | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** The file of those lines. */
export function csvFile(lines: readonly string[]): string {
  return `${lines.join('\r\n')}\r\n`;
}
