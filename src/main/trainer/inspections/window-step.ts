import type { InspectedTensor } from '../../../contract/contract';
import { failure } from '../../../contract/failures';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { TensorType } from '../../../graph-runtime/layers/tensor-type';
import type { WindowComputation } from '../../../graph-runtime/layers/window-computation';
import type { Value } from '../../../graph-runtime/ops/op-graph';
import type { RunMoment } from '../prepare/run-control';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';
import { asMaps, floats, ofOneExample } from './inspected-tensor';
import { atOnce, type QuestionOf } from './inspection-handler';
import { outputOfNode, sourceOfNode } from './node-values';
import { sampleImage } from './sample-image';

/** How a convolution or a pooling computes one number, with the network's weights and the image's values at this step. */
export const windowStep = atOnce<'window-step'>((moment, question) => {
  const computation = computationOf(moment.run, question.path);
  const { output, source, kernel, mix, bias } = fetchValues(moment, question, computation);
  const [height = 1, width = 1, depth = 1] = output.shape;
  const row = Math.min(question.row, height - 1);
  const column = Math.min(question.column, width - 1);
  const channel = Math.min(question.channel, depth - 1);
  const place = { row, column, channel };
  const channels = computation.channels(channel);
  const rows = computation.taps.rows(row);
  const columns = computation.taps.columns(column);
  const taps = rows.flatMap((y, i) =>
    columns.flatMap((x, j) => channels.map((from, n) => ({ y, x, from, i, j, n }))),
  );
  const cells = taps.map(({ y, x, from }) =>
    y === null || x === null ? null : numberAt(source, y, x, from),
  );
  const factors =
    kernel &&
    taps.map(({ i, j, n }) => kernel[computation.kernel?.place(i, j, n, channel) ?? -1] ?? Number.NaN);
  const shares = mix && channels.map((_, n) => mix[computation.mix?.place(n, channel) ?? -1] ?? Number.NaN);
  const addend = bias === null ? null : (bias[channel] ?? Number.NaN);
  const divisor = computation.divisor?.(row, column) ?? null;
  const input = Math.min(question.input, channels.length - 1);
  return {
    step: moment.step,
    operation: computation.operation,
    shape: output.shape,
    ...{ ...place, rows, columns, channels, input },
    patch: Float32Array.from(cells, (value) => value ?? 0),
    kernel: factors && Float32Array.from(factors),
    mix: shares && Float32Array.from(shares),
    bias: addend,
    divisor,
    computed: resultOf(cells, { factors, shares, bias: addend, divisor }),
    value: numberAt(output, row, column, channel),
    inputMap: channelOf(source, channels[input] ?? 0),
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
  /** `[height, width, channels]`; a vector is a map of one place. */
  readonly output: InspectedTensor;
  readonly source: InspectedTensor;
  readonly kernel: Float32Array | null;
  readonly mix: Float32Array | null;
  readonly bias: Float32Array | null;
}

/** All of it in one call, so that it is of one step. */
function fetchValues(
  { run }: RunMoment,
  { path, sample }: QuestionOf<'window-step'>,
  { kernel, mix, hasBias }: WindowComputation,
): Fetched {
  const { program, session } = run;
  const weightOf = (name: string | undefined): Value | undefined =>
    program.state.find((entry) => name !== undefined && entry.name === `${path}/${name}`)?.value;
  const wanted: Record<string, Value | undefined> = {
    output: outputOfNode(run, path),
    source: outputOfNode(run, sourceOfNode(run, path)),
    kernel: weightOf(kernel?.weight),
    mix: weightOf(mix?.weight),
    bias: weightOf(hasBias ? 'bias' : undefined),
  };
  const outputs = Object.fromEntries(
    Object.entries(wanted).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  const { inputs } = program.signatures.activations;
  const fetched = session.run({ inputs, outputs }, sampleImage(run, sample).feeds);
  const weight = (name: string) => (fetched[name] === undefined ? null : floats(fetched[name]).values);
  return {
    output: asMaps(ofOneExample(floats(fetched.output))),
    source: asMaps(ofOneExample(floats(fetched.source))),
    kernel: weight('kernel'),
    mix: weight('mix'),
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

interface Factors {
  readonly factors: readonly number[] | null;
  /** Of each channel's sum. */
  readonly shares: readonly number[] | null;
  readonly bias: number | null;
  readonly divisor: number | null;
}

function resultOf(cells: readonly (number | null)[], { factors, shares, bias, divisor }: Factors): number {
  if (factors === null && divisor === null) {
    return cells.reduce<number>((most, value) => Math.max(most, value ?? most), Number.NEGATIVE_INFINITY);
  }
  const sum = cells.reduce<number>((total, value, at) => {
    const share = shares === null ? 1 : (shares[at % shares.length] ?? 1);
    return total + (value ?? 0) * (factors?.[at] ?? 1) * share;
  }, 0);
  return sum / (divisor ?? 1) + (bias ?? 0);
}
