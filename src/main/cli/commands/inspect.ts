import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { isExampleInput } from '../../../graph-runtime/layers/example-input';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { labelsIn } from '../../../graph-runtime/messages/label-names';
import { analyzeForTraining } from '../analyze-for-training';
import { type OptionDefinitions, parseCommandLine, UsageError } from '../arguments';
import type { Command } from '../command';
import { diagnosticAsJson, formatDiagnostic, formatRemark } from '../diagnostic-lines';
import { frozenText, groupDigits } from '../figures';
import { type MemoryReport, memoryLines, reportMemory } from '../memory-report';
import { readNetwork } from '../network-argument';
import { formatNetworkTable, outputShape, pathsInOrder } from '../network-report';
import type { Output } from '../output';
import { formatTime, reportTime } from '../time-report';

const options = {
  input: { kind: 'shape', help: 'inspect the network with this input size, e.g. 224x224x3' },
  batch: {
    kind: 'integer',
    minimum: 1,
    maximum: 1_000_000,
    help: 'batch size of the memory forecast (default: the value in the file)',
  },
  expand: { kind: 'flag', help: 'list every layer, with blocks expanded' },
  json: {
    kind: 'flag',
    help: 'print JSON, always with every layer; the memory forecast follows as the second line',
  },
} as const satisfies OptionDefinitions;

/** `inspect FILE`: what is known of a network without running it. */
export const inspect: Command = {
  takes: 'FILE',
  summary: 'shapes, parameters, cost and memory of a network',
  uses: ['inspect FILE: shapes, parameters, cost and memory of a network, and what is wrong with it'],
  options,
  exitCodes: ['fine', 'the network has errors'],
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const network = await readNetwork('inspect', positionals, given.json, output);
  if (!network.ok) return network.exitCode;
  const document = given.input === undefined ? network.document : withInput(network.document, given.input);
  const batchSize = given.batch ?? document.training.batchSize;
  const { analysis, missing } = await analyzeForTraining(document);
  // The batch asked for, where there is one, is what is trained with.
  const trained = given.batch === undefined ? analysis : withBatch(analysis, given.batch);
  const diagnostics = [...network.warnings, ...analysis.diagnostics];
  // The forecast compiles the training step: what is known without it is read meanwhile.
  if (given.json) {
    const known = { ...reportAsJson(analysis, diagnostics), datasetIsHere: missing === null, batchSize };
    await output.printJsonInTwo(known, async () => ({
      ...memoryAsJson(await reportMemory(analysis, batchSize)),
      estimatedSeconds: (await reportTime(trained))?.seconds ?? null,
    }));
  } else {
    printReport(analysis, given.expand, output);
    const names = labelsIn(analysis, 'en');
    for (const diagnostic of diagnostics) output.note(formatDiagnostic(diagnostic, names));
    if (missing !== null) output.note(formatRemark(missing));
    const memory = await reportMemory(analysis, batchSize);
    if (memory !== null) for (const line of memoryLines(memory)) output.print(line);
    const time = await reportTime(trained);
    if (time !== null) output.print(`Training              ${formatTime(time, document.training.epochs)}`);
  }
  return analysis.isTrainable ? 0 : 1;
}

/** The document with another size at its input. */
function withInput(document: NetloomDocument, shape: readonly number[]): NetloomDocument {
  const input = document.nodes.find(isExampleInput);
  if (input === undefined) throw new UsageError('--input needs a network with an input; this one has none.');
  const value = [...shape];
  return applyEdits(document, [
    { kind: 'set-parameter', scope: null, id: input.id, parameter: 'shape', value },
  ]);
}

function withBatch(analysis: NetworkAnalysis, batchSize: number): NetworkAnalysis {
  const { document } = analysis;
  return { ...analysis, document: { ...document, training: { ...document.training, batchSize } } };
}

/** Shape of what enters the network, `[height, width, channels]`; null when there is no input. */
function inputShape({ graph, nodes }: NetworkAnalysis): readonly number[] | null {
  const input = graph.nodes.find(isExampleInput);
  return (input && nodes.get(input.path)?.outputs?.[0]?.shape) ?? null;
}

function reportAsJson(analysis: NetworkAnalysis, diagnostics: readonly Diagnostic[]) {
  const { cost, document, graph, nodes } = analysis;
  const types = new Map(graph.nodes.map(({ path, type }) => [path, type]));
  return {
    name: document.name,
    input: inputShape(analysis),
    parameters: {
      trainable: cost.trainableParameters,
      frozen: cost.frozenParameters,
      other: cost.otherParameters,
    },
    macs: cost.multiplyAccumulates,
    diagnostics: diagnostics.map((one) => diagnosticAsJson(one, labelsIn(analysis, 'en'))),
    nodes: pathsInOrder(analysis).map((path) => {
      const node = nodes.get(path);
      return {
        path,
        type: types.get(path),
        outputShape: outputShape(node),
        parameters: {
          trainable: node?.cost.trainableParameters ?? 0,
          frozen: node?.cost.frozenParameters ?? 0,
          other: node?.cost.otherParameters ?? 0,
        },
        macs: node?.cost.multiplyAccumulates ?? 0,
      };
    }),
  };
}

function memoryAsJson(memory: MemoryReport | null) {
  return {
    memoryForecastMB: memory === null ? null : Math.round(memory.forecastBytes / 1e6),
    availableMemoryMB: memory === null ? null : Math.round(memory.availableBytes / 1e6),
    largestBatch: memory?.largestBatch ?? null,
  };
}

function printReport(analysis: NetworkAnalysis, isExpanded: boolean, output: Output): void {
  const { cost, document } = analysis;
  const input = inputShape(analysis);
  output.print([`${document.name}${input === null ? '' : `, input ${formatShape(input)}`}`, '']);
  output.print(formatNetworkTable(analysis, isExpanded));
  output.print('');
  output.print(
    `Parameters            ${groupDigits(cost.trainableParameters)} trainable${frozenText(cost.frozenParameters)}, ${groupDigits(cost.otherParameters)} other`,
  );
  output.print(`Multiply-accumulates  ${groupDigits(cost.multiplyAccumulates)} for one example`);
}
