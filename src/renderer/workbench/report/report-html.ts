/** A report of runs as one HTML file: no scripts, no resources from elsewhere, in black on white for paper. */

export interface ReportTable {
  /** Absent: the table needs none. */
  readonly title?: string;
  readonly head: readonly string[];
  readonly rows: readonly {
    readonly name: string;
    readonly cells: readonly string[];
    /** What differs between the runs. */
    readonly isMarked?: boolean;
  }[];
}

export interface ReportRun {
  readonly name: string;
  /** As in the window, in the light theme. */
  readonly color: string;
  readonly notes: string;
}

export interface Report {
  readonly language: string;
  readonly title: string;
  /** Below the title: when it was made, and with what. */
  readonly subtitle: string;
  readonly runs: readonly ReportRun[];
  readonly results: ReportTable;
  readonly settings: ReportTable;
  /** SVG of the curves. */
  readonly curves: string;
  /** A picture for each network, with the names of its runs. */
  readonly networks: readonly { readonly title: string; readonly svg: string }[];
  readonly classes: readonly ReportTable[];
  readonly words: {
    readonly runs: string;
    readonly results: string;
    readonly settings: string;
    readonly curves: string;
    readonly networks: string;
    readonly classes: string;
    readonly notes: string;
    readonly marked: string;
  };
}

const STYLE = `
  body { max-width: 60rem; margin: 2rem auto; padding: 0 1.5rem; color: #18202b; background: #fff;
    font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK TC", "Noto Sans TC", sans-serif; }
  h1 { margin: 0; font-size: 1.7rem; } h2 { margin: 2.2rem 0 .6rem; font-size: 1.2rem; } h3 { margin: 1.2rem 0 .4rem; font-size: 1rem; }
  .subtitle, .key { color: #55606f; }
  ul.runs { padding: 0; list-style: none; } ul.runs li { display: flex; gap: .5rem; align-items: center; }
  .dot { flex: none; width: .75rem; height: .75rem; border-radius: 50%; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
  th, td { padding: .25rem .75rem; border-bottom: 1px solid #dde2e9; text-align: left; vertical-align: top; }
  thead th { border-bottom: 2px solid #8a95a5; } tbody th { font-weight: 500; }
  tr.marked td { background: #fdf3df; font-weight: 600; print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  svg { max-width: 100%; height: auto; } .notes { white-space: pre-wrap; }
  @media print { body { max-width: none; margin: 0; padding: 0; font-size: 11px; } h2, h3 { break-after: avoid; } tr, svg { break-inside: avoid; }
    .network svg { max-height: 22cm; } @page { margin: 1.5cm; } }
`;

/** The report as the text of an HTML file. */
export function reportAsHtml(report: Report): string {
  const { words, runs, networks, classes } = report;
  const noted = runs.filter(({ notes }) => notes.trim() !== '');
  return [
    '<!doctype html>',
    `<html lang="${escapeText(report.language)}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width">',
    // It holds nothing that a script or another server could add to.
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escapeText(report.title)}</title><style>${STYLE}</style></head><body>`,
    `<h1>${escapeText(report.title)}</h1><p class="subtitle">${escapeText(report.subtitle)}</p>`,
    section(words.runs, `<ul class="runs">${runs.map(runItem).join('')}</ul>`),
    section(words.results, tableHtml(report.results)),
    section(
      words.settings,
      `${tableHtml(report.settings)}${runs.length > 1 ? `<p class="key">${escapeText(words.marked)}</p>` : ''}`,
    ),
    section(words.curves, report.curves),
    section(
      words.networks,
      networks
        .map(({ title, svg }) => `<h3>${escapeText(title)}</h3><div class="network">${svg}</div>`)
        .join(''),
    ),
    classes.length === 0 ? '' : section(words.classes, classes.map(tableHtml).join('')),
    noted.length === 0
      ? ''
      : section(
          words.notes,
          noted
            .map(({ name, notes }) => `<h3>${escapeText(name)}</h3><p class="notes">${escapeText(notes)}</p>`)
            .join(''),
        ),
    '</body></html>\n',
  ].join('\n');
}

function section(title: string, content: string): string {
  return `<section><h2>${escapeText(title)}</h2>${content}</section>`;
}

function runItem({ name, color }: ReportRun): string {
  return `<li><span class="dot" style="background:${escapeText(color)}"></span>${escapeText(name)}</li>`;
}

function tableHtml({ title, head, rows }: ReportTable): string {
  const headCells = ['', ...head].map((cell) => `<th scope="col">${escapeText(cell)}</th>`).join('');
  const body = rows.map(({ name, cells, isMarked = false }) => {
    const content = cells.map((cell) => `<td>${escapeText(cell)}</td>`).join('');
    return `<tr${isMarked ? ' class="marked"' : ''}><th scope="row">${escapeText(name)}</th>${content}</tr>`;
  });
  const heading = title === undefined ? '' : `<h3>${escapeText(title)}</h3>`;
  return `${heading}<div class="wide"><table><thead><tr>${headCells}</tr></thead><tbody>${body.join('')}</tbody></table></div>`;
}

function escapeText(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
