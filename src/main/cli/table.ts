import { visibleText } from '../../graph-runtime/text/visible-text';

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
}

/** Aligned columns with a rule under the titles; `footer` rows are below a second rule. No line ends in spaces. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  footer: readonly (readonly string[])[] = [],
): readonly string[] {
  const titles = columns.map(({ title }) => title);
  const all = [titles, ...rows, ...footer].map((row) => row.map(visibleText));
  const widths = columns.map((_column, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  const formatRow = (row: readonly string[]) =>
    columns
      .map(({ align }, index) => {
        const [cell, width] = [visibleText(row[index] ?? ''), widths[index] ?? 0];
        return align === 'left' ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const lines = [formatRow(titles), rule, ...rows.map(formatRow)];
  if (footer.length > 0) lines.push(rule, ...footer.map(formatRow));
  return lines;
}
