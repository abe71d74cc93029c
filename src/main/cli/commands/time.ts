import type { LayerTime, LayerTimes } from '../../../contract/contract';
import type { NetloomDocument } from '../../../graph-runtime/document/document';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { type OptionDefinitions, parseCommandLine } from '../arguments';
import { askNetwork } from '../ask-network';
import { type Command, RUNS_A_NETWORK } from '../command';
import { formatPercent } from '../figures';
import { readTrainableNetwork } from '../network-argument';
import type { Output } from '../output';
import { batchSizeOption } from '../shared-options';
import { formatTable } from '../table';

const options = {
  'batch-size': batchSizeOption,
  order: { kind: 'flag', help: 'sort by order of computation' },
  json: { kind: 'flag', help: 'print JSON' },
} as const satisfies OptionDefinitions;

/** `time FILE`: how long each layer takes in a training step. */
export const time: Command = {
  takes: 'FILE',
  summary: 'measures how long each of its layers takes in a training step',
  uses: [
    'time FILE: measures how long each layer takes in a training step here, on real images, longest first',
  ],
  options,
  ...RUNS_A_NETWORK,
  run,
};

async function run(args: readonly string[], output: Output): Promise<number> {
  const { positionals, options: given } = parseCommandLine(args, options);
  const network = await readTrainableNetwork('time', positionals, given.json, output);
  if (!network.ok) return network.exitCode;
  const { microBatchSize, ...training } = network.document.training;
  const settings =
    given['batch-size'] === undefined ? { microBatchSize } : { batchSize: given['batch-size'] };
  const document = { ...network.document, training: { ...training, ...settings } };
  if (!given.json) output.draw(`Measuring ${document.name} …`);
  const asked = await askNetwork(document, { type: 'initial' }, [{ type: 'layer-times' }], output);
  if (!asked.ok) return asked.exitCode;
  const [times] = asked.answers;
  if (times === undefined || !('layers' in times)) throw new Error('no times were answered');
  if (given.json) output.printJson({ name: document.name, ...times });
  else output.print(describe(document, times, given.order));
  return 0;
}

function describe(document: NetloomDocument, times: LayerTimes, isInOrder: boolean): readonly string[] {
  const { layers, inputMilliseconds, updateMilliseconds, sumMilliseconds } = times;
  const sorted = isInOrder ? layers : [...layers].sort((a, b) => both(b) - both(a));
  const labels = new Map(
    analyze(document).graph.nodes.map(({ path, type }) => [path, getLayer(type)?.label.en ?? type]),
  );
  const right = (title: string) => ({ title, align: 'right' as const });
  const left = (title: string) => ({ title, align: 'left' as const });
  const columns = [
    ...[left('Node'), left('Layer')],
    ...[right('Forward ms'), right('Backward ms'), right('Both ms'), right('Share')],
  ];
  const row = (names: readonly string[], parts: readonly number[], whole: number) => [
    ...names,
    ...(parts.length === 0 ? ['', ''] : parts.map((part) => part.toFixed(2))),
    whole.toFixed(2),
    formatPercent(whole / sumMilliseconds),
  ];
  const rows = sorted.map((layer) => {
    const { path, forwardMilliseconds, backwardMilliseconds } = layer;
    return row([path, labels.get(path) ?? ''], [forwardMilliseconds, backwardMilliseconds], both(layer));
  });
  const footer = [
    row(['Images', ''], [], inputMilliseconds),
    row(['Optimizer', ''], [], updateMilliseconds),
    row(['Sum', ''], [], sumMilliseconds),
  ];
  return [
    `${document.name}, ${times.batchSize} images a step, on ${times.device.name}: medians of ${times.rounds} steps`,
    '',
    ...formatTable(columns, rows, footer),
    '',
    `An ordinary step, which fuses layers and runs some side by side: ${times.stepMilliseconds.toFixed(2)} ms`,
  ];
}

const both = (layer: LayerTime) => layer.forwardMilliseconds + layer.backwardMilliseconds;
