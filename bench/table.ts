import type { Measurement } from './measurement';

/** One network, by all peers. */
export interface Row {
  readonly preset: string;
  readonly batchSize: number;
  readonly results: Readonly<Record<string, Measurement>>;
}

/**
 * A table in Markdown, one line for each network and peer: examples per second, how many times as fast the first peer is,
 * processor time of a step (which a busy machine hardly changes), time to the first step and peak memory.
 */
export function formatTable(rows: readonly Row[]): string {
  const header = [
    'network',
    'batch',
    'peer',
    'examples/s',
    'ratio',
    'CPU s per step',
    'first step s',
    'peak MB',
  ];
  const lines = rows.flatMap(({ preset, batchSize, results }) => {
    const [own] = Object.values(results);
    return Object.entries(results).map(([peer, measured]) => [
      preset,
      `${batchSize}`,
      peer,
      formatNumber(measured.examplesPerSecond),
      ((own?.examplesPerSecond ?? Number.NaN) / measured.examplesPerSecond).toFixed(2),
      formatNumber(measured.processorSecondsPerStep),
      measured.firstStepSeconds.toFixed(1),
      measured.peakMemoryMB.toFixed(0),
    ]);
  });
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** One line: the geometric mean of the first peer's ratio to each other one, over the networks that the other one has trained. */
export function formatMeans(rows: readonly Row[]): string {
  const names = [...new Set(rows.flatMap(({ results }) => Object.keys(results)))];
  const [own = '', ...others] = names;
  const means = others.map((peer) => {
    const ratios = rows.flatMap(({ results }) => {
      const [mine, other] = [results[own], results[peer]];
      return mine === undefined || other === undefined
        ? []
        : [mine.examplesPerSecond / other.examplesPerSecond];
    });
    const mean = Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
    return `${peer} ${mean.toFixed(2)} (${ratios.length})`;
  });
  return `Geometric means of ${own} over the others (networks): ${means.join(', ')}`;
}

/** Three digits that count. */
function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
