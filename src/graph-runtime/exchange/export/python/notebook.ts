import type { NetworkToExport } from '../network-to-export';

/** The sources of a project; null where it has none. */
export interface ProjectSources {
  readonly data: string;
  readonly model: string;
  readonly check: string;
  readonly train: string | null;
  readonly predict: string | null;
}

/** `notebook.ipynb`: the same sources, in cells that run from top to bottom (nbformat 4.5). It lies beside the weights. */
export function notebookSource(
  network: NetworkToExport,
  { data, model, check, train, predict }: ProjectSources,
): string {
  const { name } = network.analysis.document;
  const cells = [
    markdown(
      `# ${name.replace(/\s+/g, ' ')}\n\nExported from Netloom. The files of weights lie beside this notebook.`,
    ),
    code('%pip install -q -r requirements.txt'),
    markdown('## What the network is given'),
    code(inCell(data)),
    markdown('## The network'),
    code(inCell(model)),
    markdown('## Equal to Netloom?'),
    code(`${inCell(check)}\n\n\ncheck()`),
    ...(train === null
      ? []
      : [
          markdown('## Training'),
          code(inCell(train)),
          code(
            'DATA = None  # the folder of the data set\nif DATA is not None:\n    train(["--data", DATA])',
          ),
        ]),
    ...(predict === null
      ? []
      : [
          markdown('## An image file'),
          code(inCell(predict)),
          code('IMAGE = None  # the path of an image file\nif IMAGE is not None:\n    predict(IMAGE)'),
        ]),
  ];
  const metadata = { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' } };
  const numbered = cells.map((cell, index) => ({ id: `cell-${index + 1}`, ...cell }));
  return `${JSON.stringify({ cells: numbered, metadata, nbformat: 4, nbformat_minor: 5 }, null, 1)}\n`;
}

/** Without what a file needs to be one: imports of the other files, its place, its start. */
function inCell(source: string): string {
  return source
    .replace(/^from (data|model) import .*\n/gm, '')
    .replace(/^if __name__ == "__main__":\n(?: {4}.*\n)*/m, '')
    .replaceAll('Path(__file__).parent', 'Path.cwd()')
    .trim();
}

const lines = (text: string) => text.split(/(?<=\n)/);
const markdown = (text: string) => ({ cell_type: 'markdown', metadata: {}, source: lines(text) });
const code = (text: string) => ({
  cell_type: 'code',
  execution_count: null,
  metadata: {},
  outputs: [],
  source: lines(text),
});
