/**
 * The walls inside of Netloom: who may import whom, one row an area. `npm run walls` makes `biome-walls.json` (the linter's rules, not in git) and the
 * tables of ARCHITECTURE.md from this file; a test fails when either is old, when a folder has no row, and when a row has no folder.
 */

/**
 * A part of the program with its own environment: which packages there are, and which other parts.
 * @typedef {object} Environment
 * @property {string} area a folder, or a file without what its neighbors may do
 * @property {readonly string[]} imports other areas, by their folders; `.` stands for the area's neighbors
 * @property {readonly string[]} packages `node:*` is every module of Node
 * @property {readonly string[]} [testImports] what tests may import in addition
 * @property {string} [entry] a module that nobody imports: a process starts there
 * @property {string} because
 */

const node = 'node:*';

/** @type {readonly Environment[]} */
export const environments = [
  {
    area: 'src/graph-runtime',
    imports: [],
    packages: ['zod', 'jsonc-parser'],
    testImports: ['src/main/trainer/engine'],
    because: 'it runs in the window, the trainer and the command line alike',
  },
  {
    area: 'src/contract',
    imports: ['src/graph-runtime'],
    packages: ['zod'],
    because: 'the window, main, the trainer and the command line agree on it',
  },
  {
    area: 'src/preload',
    imports: ['src/contract'],
    packages: ['electron'],
    entry: 'index',
    because: 'a sandboxed script has only Electron',
  },
  {
    area: 'src/main',
    imports: ['src/graph-runtime', 'src/contract'],
    packages: [
      'electron',
      'zod',
      'pngjs',
      '@jsquash',
      'jpeg-js',
      'h5wasm',
      'hyparquet',
      'hyparquet-compressors',
      node,
    ],
    because: 'the window and the engine are other processes',
  },
  {
    area: 'src/main/trainer',
    imports: ['src/graph-runtime', 'src/contract', '.'],
    packages: ['@tensorflow', 'zod', node],
    because: 'the trainer is its own process: it has the engine, and no Electron',
  },
  {
    area: 'src/renderer',
    imports: ['src/graph-runtime', 'src/contract'],
    packages: [
      ...[
        'react',
        'react-dom',
        'react-i18next',
        'i18next',
        '@xyflow/react',
        '@base-ui/react',
        '@tanstack/react-virtual',
        'lucide-react',
      ],
      ...['zustand', 'elkjs', 'web-worker', 'uplot', 'zod'],
    ],
    because: 'a sandboxed page has neither Node nor Electron',
  },
  {
    area: 'e2e',
    imports: [],
    packages: ['@playwright/test', 'playwright', 'axe-core', 'pngjs', node],
    because: 'it sees what a user sees',
  },
  {
    area: 'e2e/bench/stress-page',
    imports: [],
    packages: ['react', 'react-dom', '@xyflow/react'],
    because: 'it is React Flow by itself',
  },
];

/**
 * An area inside of such a part, lowest first: it may import the areas that are above its row and have the same parent.
 * @typedef {object} Area
 * @property {string} area a folder, or a module without its extension
 * @property {readonly string[]} [also] areas or modules of the same parent that it may import although they are below its row
 * @property {readonly string[]} [not] areas that it may not import although they are above its row
 * @property {string} because what the area is: why it is here
 */

/** @type {readonly Area[]} */
export const areas = [
  { area: 'src/graph-runtime/collections', because: 'lists by key, and what is computed once' },
  { area: 'src/graph-runtime/text', because: 'words and sentences' },
  { area: 'src/graph-runtime/datasets', because: 'what data sets say of themselves' },
  { area: 'src/graph-runtime/ops', because: 'the graph of TensorFlow’s ops, and their gradients' },
  { area: 'src/graph-runtime/targets', because: 'what networks are trained for: labels, losses, metrics' },
  {
    area: 'src/graph-runtime/settings',
    because: 'each training setting, optimizer, schedule and augmentation',
  },
  { area: 'src/graph-runtime/document', because: 'what is saved, and its edits' },
  { area: 'src/graph-runtime/diagnostics', because: 'mistakes as values; their repairs are edits' },
  { area: 'src/graph-runtime/reading', because: 'from a file to a document' },
  { area: 'src/graph-runtime/difference', because: 'compares two documents' },
  { area: 'src/graph-runtime/images', because: 'pixels' },
  { area: 'src/graph-runtime/layers', because: 'each layer, in every respect' },
  { area: 'src/graph-runtime/blocks', because: 'expands a document to a flat graph' },
  { area: 'src/graph-runtime/infer', because: 'derives shapes by the layers’ rules' },
  { area: 'src/graph-runtime/compile', because: 'from a flat graph to a training step' },
  { area: 'src/graph-runtime/memory', because: 'what a training will need' },
  { area: 'src/graph-runtime/run-health', because: 'what is wrong with a run, from its numbers' },
  { area: 'src/graph-runtime/resume', because: 'what a resumed run may change' },
  { area: 'src/graph-runtime/training-checks', because: 'what keeps a network from learning' },
  { area: 'src/graph-runtime/estimate', because: 'how long a training will take' },
  { area: 'src/graph-runtime/sweep', because: 'what can be varied, and the documents of it' },
  { area: 'src/graph-runtime/exchange', because: 'networks in other frameworks’ terms' },
  { area: 'src/graph-runtime/messages', because: 'the words of all diagnostics' },

  { area: 'src/main/messages', because: 'words of main' },
  { area: 'src/main/machine', because: 'the memory and the processor there are' },
  { area: 'src/main/files', because: 'writes that survive a crash' },
  { area: 'src/main/processes', because: 'processes of our own, and what is said to them' },
  { area: 'src/main/log', because: 'what happened' },
  { area: 'src/main/settings', because: 'what the app remembers' },
  { area: 'src/main/security', because: 'what a page may do' },
  { area: 'src/main/gallery', because: 'the presets' },
  { area: 'src/main/data', because: 'data sets' },
  { area: 'src/main/projects', because: 'documents on disk' },
  { area: 'src/main/library', because: 'blocks and networks of the user' },
  { area: 'src/main/exchange', because: 'files of other frameworks' },
  { area: 'src/main/trainer', because: 'the process that trains' },
  { area: 'src/main/remote', because: 'machines that are reached over SSH, and runs on them' },
  { area: 'src/main/packages', because: 'a network with its runs in one file' },
  { area: 'src/main/runs', because: 'starts trainers and keeps their runs' },
  { area: 'src/main/ipc', because: 'requests of a window' },
  { area: 'src/main/windows', because: 'windows and their projects' },
  { area: 'src/main/cli', not: ['ipc', 'windows', 'security'], because: 'takes main’s place in a terminal' },
  { area: 'src/main/app', because: 'puts the services together' },
  { area: 'src/main/index', because: 'starts it all' },

  { area: 'src/main/data/file-tree', because: 'folders, archives and files of the user' },
  { area: 'src/main/data/decoding', because: 'from encoded images to pixels' },
  { area: 'src/main/data/formats', because: 'what is in them' },
  { area: 'src/main/data/browsing', because: 'the examples of a data set, to look at' },
  { area: 'src/main/data/versions', because: 'a corrected data set beside the one it corrects' },
  { area: 'src/main/data/importing', because: 'from a source to a data set' },

  { area: 'src/main/trainer/protocol', because: 'what a trainer is sent, and answers' },
  { area: 'src/main/trainer/engine', because: 'the native side' },
  { area: 'src/main/trainer/examples', because: 'data sets in the engine, or read beside it' },
  { area: 'src/main/trainer/program', because: 'variables of a compiled network, by name' },
  { area: 'src/main/trainer/prepare', because: 'from a document to a program with its data' },
  { area: 'src/main/trainer/checkpoints', because: 'what a run is resumed from' },
  { area: 'src/main/trainer/run-folder', because: 'who may write where' },
  { area: 'src/main/trainer/inspections', because: 'questions about a network' },
  { area: 'src/main/trainer/health', because: 'looks at single steps' },
  { area: 'src/main/trainer/run', because: 'the loop' },
  { area: 'src/main/trainer/jobs', because: 'what else a trainer does: timing, searches, opened networks' },
  { area: 'src/main/trainer/process', because: 'the entry: one command at a time' },

  { area: 'src/renderer/zod-without-eval', because: 'set before anything uses zod' },
  { area: 'src/renderer/messages', because: 'words of the window' },
  { area: 'src/renderer/ui', because: 'controls that know nothing of networks' },
  { area: 'src/renderer/store', because: 'state: it imports no view' },
  { area: 'src/renderer/charts', because: 'curves and maps, drawn' },
  { area: 'src/renderer/editor', because: 'the network: canvas, lists, inspector, commands' },
  { area: 'src/renderer/training', because: 'settings and state of a run' },
  { area: 'src/renderer/workbench', because: 'what runs have shown' },
  { area: 'src/renderer/frame', because: 'toolbar, panels, dialogs' },
  { area: 'src/renderer/App', because: 'puts the areas together' },
  { area: 'src/renderer/main', because: 'starts it all' },

  { area: 'src/renderer/store/bridge', because: 'the way to main' },
  { area: 'src/renderer/store/document', because: 'what is saved, and what follows from it' },
  { area: 'src/renderer/store/edits', because: 'gestures as functions from a context to a user edit' },
  { area: 'src/renderer/store/layout', because: 'places for nodes without one' },
  { area: 'src/renderer/store/runs', because: 'runs, as main reports them' },
  { area: 'src/renderer/store/view', because: 'where the user looks' },
  { area: 'src/renderer/store/files', because: 'opening and saving' },
];
