import { loadavg } from 'node:os';
import { applyEdits } from '../src/graph-runtime/document/apply-edits';
import type { NetloomDocument, ParameterValue } from '../src/graph-runtime/document/document';
import type { DocumentEdit } from '../src/graph-runtime/document/edit';
import { serializeDocument } from '../src/graph-runtime/document/serialize';
import type { NetworkAnalysis } from '../src/graph-runtime/infer/analysis';
import { analyze } from '../src/graph-runtime/infer/analyze';
import { parseDocument } from '../src/graph-runtime/reading/parse';
import { preactResnet1001 } from '../src/graph-runtime/testing/preact-resnet';
import { readPreset, readPresetText } from '../src/graph-runtime/testing/presets';
import { median } from './measurement';

/**
 * How fast a large network opens, and how fast the analysis follows an edit: DenseNet-201 as the preset has it (three blocks
 * within one another) and written out flat, as a network of 709 layers without any block. Run by `npx tsx bench/analysis.ts`.
 */

const OPENING_GOAL = 100;
const EDIT_GOAL = 5;
const REPETITIONS = 200;
const WARM_UP = 20;

/** Milliseconds, of the median repetition. */
interface Timing {
  /** As a clock on the wall shows it: with whatever else the machine was doing. */
  readonly wall: number;
  /**
   * Processor time of this process with its helper threads (collecting garbage, compiling). On an idle machine it is no less than
   * the time on the wall, and on a busy one it stays what it was: the goals are held against it.
   */
  readonly processor: number;
}

function timeOnce(run: () => unknown): Timing {
  const processorStart = process.cpuUsage();
  const start = performance.now();
  run();
  const wall = performance.now() - start;
  const { user, system } = process.cpuUsage(processorStart);
  return { wall, processor: (user + system) / 1000 };
}

/** Medians of many repetitions. `prepare` is not timed; `run` gets what it returns. */
function measure<T>(
  prepare: (repetition: number) => T,
  run: (value: T) => unknown,
  repetitions = REPETITIONS,
): Timing {
  const timings: Timing[] = [];
  for (let repetition = 0; repetition < WARM_UP + repetitions; repetition += 1) {
    const value = prepare(repetition);
    const timing = timeOnce(() => run(value));
    if (repetition >= WARM_UP) timings.push(timing);
  }
  return {
    wall: median(timings.map(({ wall }) => wall)),
    processor: median(timings.map(({ processor }) => processor)),
  };
}

/** A node id has no slashes: the path of a node inside blocks becomes one word. */
const wordOf = (path: string): string => path.replaceAll('/', '_');

/** The expanded network as a document without blocks and expressions. */
function flatten({ document, graph }: NetworkAnalysis): NetloomDocument {
  const nodes = graph.nodes.map(({ path, type, parameters }) => ({
    id: wordOf(path),
    type,
    parameters: Object.fromEntries(
      Object.entries(parameters).map(([name, value]): [string, ParameterValue] => [
        name,
        typeof value === 'object' ? [...value] : value,
      ]),
    ),
  }));
  const edges = graph.edges.map(({ from, to }) => ({
    from: `${wordOf(from.path)}:${from.port}`,
    to: `${wordOf(to.path)}:${to.port}`,
  }));
  return { ...document, name: `${document.name}, expanded`, parameters: [], blocks: {}, nodes, edges };
}

function open(text: string): NetworkAnalysis {
  const parsed = parseDocument(text);
  if (!parsed.ok) throw new Error(`The document does not parse: ${JSON.stringify(parsed.diagnostics)}`);
  const analysis = analyze(parsed.document);
  if (analysis.diagnostics.length > 0) throw new Error(JSON.stringify(analysis.diagnostics[0]));
  return analysis;
}

/** Times edits that go to and fro between two values of one parameter, each on the analysis that the one before left. */
function measureEdit(
  start: NetworkAnalysis,
  edit: (repetition: number) => DocumentEdit,
  repetitions = REPETITIONS,
): Timing {
  let current = start;
  return measure(
    (repetition) => applyEdits(current.document, [edit(repetition)]),
    (document) => {
      current = analyze(document, current);
    },
    repetitions,
  );
}

const setParameter = (
  id: string,
  parameter: string,
  values: readonly [ParameterValue, ParameterValue],
  scope: string | null = null,
) => {
  return (repetition: number): DocumentEdit => ({
    kind: 'set-parameter',
    scope,
    id,
    parameter,
    value: values[repetition % 2 === 0 ? 0 : 1],
  });
};

let isTooSlow = false;

function report(what: string, { wall, processor }: Timing, goal: number): void {
  const verdict = processor < goal ? 'within' : 'OVER';
  if (processor >= goal) isTooSlow = true;
  const figures = `${wall.toFixed(2).padStart(8)} ms ${processor.toFixed(2).padStart(8)} ms of processor`;
  console.log(`${what.padEnd(64)} ${figures}   ${verdict} the goal of ${goal} ms`);
}

const nested = readPresetText('densenet-201');
/** Once only: what a user waits for when this is the first network of the day and nothing is compiled yet. */
const firstOpening = timeOnce(() => open(nested));
const nestedAnalysis = analyze(readPreset('densenet-201'));
const flat = serializeDocument(flatten(nestedAnalysis));
const flatAnalysis = open(flat);
if (flatAnalysis.cost.trainableParameters !== nestedAnalysis.cost.trainableParameters) {
  throw new Error('The expanded network is not the same network.');
}
console.log(
  `DenseNet-201: ${nestedAnalysis.graph.nodes.length} layers, ${nestedAnalysis.graph.edges.length} edges, ` +
    `${nestedAnalysis.cost.trainableParameters.toLocaleString('en')} parameters; ` +
    `Node ${process.version}, load of the machine ${loadavg()[0]?.toFixed(1)}`,
);

// The middle of the network: the 24th of the 48 layers of the third dense block, with 50 more after it.
const middle = 'dense3_layer24';
report('open the preset as the first network in a fresh process', firstOpening, OPENING_GOAL);
report(
  'open the preset: parse, expand, analyze',
  measure(() => nested, open),
  OPENING_GOAL,
);
report(
  'open it expanded: parse, analyze',
  measure(() => flat, open),
  OPENING_GOAL,
);
report(
  'expanded, an edit that changes no shape (bias)',
  measureEdit(flatAnalysis, setParameter(`${middle}_conv2`, 'useBias', [true, false])),
  EDIT_GOAL,
);
report(
  'expanded, an edit that changes every shape after it (filters)',
  measureEdit(flatAnalysis, setParameter(`${middle}_conv2`, 'filters', [33, 32])),
  EDIT_GOAL,
);
const wire = { from: `${middle}_norm2:out`, to: `${middle}_relu2:in` };
const cut: DocumentEdit[] = [{ kind: 'remove-edge', scope: null, edge: wire }];
const uncut: DocumentEdit[] = [{ kind: 'add-edge', scope: null, edge: wire }];
const cutAnalysis = analyze(applyEdits(flatAnalysis.document, cut), flatAnalysis);
report(
  'expanded, a wire cut',
  measure(
    () => applyEdits(flatAnalysis.document, cut),
    (document) => analyze(document, flatAnalysis),
  ),
  EDIT_GOAL,
);
report(
  'expanded, the wire put back',
  measure(
    () => applyEdits(cutAnalysis.document, uncut),
    (document) => analyze(document, cutAnalysis),
  ),
  EDIT_GOAL,
);
report(
  'preset, a transition in the middle changes (filters)',
  measureEdit(nestedAnalysis, setParameter('transition2', 'filters', [255, 256])),
  EDIT_GOAL,
);
report(
  'preset, the definition of all 98 dense layers changes',
  measureEdit(nestedAnalysis, setParameter('conv2', 'useBias', [true, false], 'denseLayer')),
  OPENING_GOAL,
);

const deep = serializeDocument(preactResnet1001());
const deepAnalysis = open(deep);
console.log(
  `PreAct ResNet-1001: ${deepAnalysis.graph.nodes.length} layers, in blocks that name what comes in`,
);
report(
  'PreAct ResNet-1001, open',
  measure(() => deep, open, 20),
  1000,
);
report(
  'PreAct ResNet-1001, an edit at its end (units)',
  measureEdit(deepAnalysis, setParameter('logits', 'units', [11, 10])),
  10,
);
report(
  'PreAct ResNet-1001, an edit that changes every shape after it (filters)',
  measureEdit(deepAnalysis, setParameter('stage3', 'filters', [260, 256]), 20),
  1000,
);
report(
  'U-Net at 512 x 512, open',
  measure(() => readPresetText('unet'), open),
  OPENING_GOAL,
);
process.exitCode = isTooSlow ? 1 : 0;
