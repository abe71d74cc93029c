import type { InspectedTensor } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { TensorType } from '../../../graph-runtime/layers/tensor-type';
import { coveredCells } from '../../../graph-runtime/layers/window';
import { tapsOf, type WindowComputation } from '../../../graph-runtime/layers/window-computation';
import type { Value } from '../../../graph-runtime/ops/op-graph';
import type { RunMoment } from '../prepare/run-control';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';
import { floats, ofOneExample } from './inspected-tensor';
import { atOnce, type QuestionOf } from './inspection-handler';
import { outputOfNode, sourceOfNode } from './node-values';
import { sampleImage } from './sample-image';

/** How a convolution or a pooling computes one number, with the network's weights and the image's values at this step. */
export const windowStep = atOnce<'window-step'>((moment, question) => {
  const computation = computationOf(moment.run, question.path);
  const { output, source, kernel, bias } = fetchValues(moment, question, computation);
  const [height = 1, width = 1, channels = 1] = output.shape;
  const row = Math.min(question.row, height - 1);
  const column = Math.min(question.column, width - 1);
  const channel = Math.min(question.channel, channels - 1);
  const { first, count } = computation.channels(channel);
  const rows = tapsOf(computation.window.height, row);
  const columns = tapsOf(computation.window.width, column);
  const taps = rows.flatMap((_, i) =>
    columns.flatMap((__, j) => Array.from({ length: count }, (___, n) => [i, j, n] as const)),
  );
  const valueAt = (i: number, j: number, n: number): number | null => {
    const [y, x] = [rows[i] ?? null, columns[j] ?? null];
    return y === null || x === null ? null : numberAt(source, y, x, first + n);
  };
  const cells = taps.map((tap) => valueAt(...tap));
  const { kernelPlace } = computation;
  const factors =
    kernel === null || kernelPlace === undefined
      ? null
      : taps.map(([i, j, n]) => kernel[kernelPlace(i, j, n, channel)] ?? Number.NaN);
  const addend = bias === null ? null : (bias[channel] ?? Number.NaN);
  const divisor = divisorOf(computation, row, column);
  const input = Math.min(question.input, count - 1);
  return {
    step: moment.step,
    operation: computation.operation,
    shape: output.shape,
    ...{ row, column, channel, rows, columns, firstChannel: first, channelCount: count, input },
    patch: Float32Array.from(cells, (value) => value ?? 0),
    kernel: factors === null ? null : Float32Array.from(factors),
    bias: addend,
    divisor,
    computed: resultOf(cells, factors, addend, divisor),
    value: numberAt(output, row, column, channel),
    inputMap: channelOf(source, first + input),
    outputMap: channelOf(output, channel),
  };
});

function computationOf({ analysis }: PreparedRun, path: string): WindowComputation {
  const node = analysis.graph.nodes.find((candidate) => candidate.path === path);
  if (node === undefined) throw new RunFailure(failure('node-not-in-use', {}, { path }));
  const layer = getLayer(node.type);
  const inputs = (analysis.nodes.get(path)?.inputs ?? []).filter((type): type is TensorType => type !== null);
  if (layer?.computation === undefined) throw new RunFailure(failure('no-window', {}, { path }));
  return layer.computation(node.parameters, inputs);
}

interface Fetched {
  readonly output: InspectedTensor;
  readonly source: InspectedTensor;
  readonly kernel: Float32Array | null;
  readonly bias: Float32Array | null;
}

/** All of it in one call, so that it is of one step. */
function fetchValues(
  { run }: RunMoment,
  { path, sample }: QuestionOf<'window-step'>,
  { kernelPlace, hasBias }: WindowComputation,
): Fetched {
  const { program, session } = run;
  const weightOf = (name: string): Value | undefined =>
    program.state.find((entry) => entry.name === `${path}/${name}`)?.value;
  const wanted: Record<string, Value | undefined> = {
    output: outputOfNode(run, path),
    source: outputOfNode(run, sourceOfNode(run, path)),
    kernel: kernelPlace === undefined ? undefined : weightOf('kernel'),
    bias: hasBias ? weightOf('bias') : undefined,
  };
  const outputs = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const { inputs } = program.signatures.activations;
  const fetched = session.run({ inputs, outputs }, { images: sampleImage(run, sample).image });
  const weight = (name: string) => (fetched[name] === undefined ? null : floats(fetched[name]).values);
  return {
    output: ofOneExample(floats(fetched.output)),
    source: ofOneExample(floats(fetched.source)),
    kernel: weight('kernel'),
    bias: weight('bias'),
  };
}

function numberAt({ shape, values }: InspectedTensor, row: number, column: number, channel: number): number {
  const [, width = 1, channels = 1] = shape;
  return values[(row * width + column) * channels + channel] ?? Number.NaN;
}

function channelOf({ shape, values }: InspectedTensor, channel: number): InspectedTensor {
  const [height = 1, width = 1, channels = 1] = shape;
  const map = Float32Array.from(
    { length: height * width },
    (_, place) => values[place * channels + channel] ?? Number.NaN,
  );
  return { shape: [height, width], values: map };
}

/** By how many a mean is divided: cells that hang over the end count nowhere, see `coveredCells`. */
function divisorOf(
  { operation, window, countsPadding = false }: WindowComputation,
  row: number,
  column: number,
): number | null {
  if (operation !== 'mean') return null;
  const counted = (axis: WindowComputation['window']['height'], position: number) =>
    coveredCells(axis, countsPadding)[position] ?? 1;
  return counted(window.height, row) * counted(window.width, column);
}

function resultOf(
  cells: readonly (number | null)[],
  factors: readonly number[] | null,
  bias: number | null,
  divisor: number | null,
): number {
  if (factors === null && divisor === null) return Math.max(...cells.flatMap((value) => value ?? []));
  const sum = cells.reduce<number>((total, value, at) => total + (value ?? 0) * (factors?.[at] ?? 1), 0);
  return sum / (divisor ?? 1) + (bias ?? 0);
}
