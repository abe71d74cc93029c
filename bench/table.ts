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

/** Three digits that count. */
function formatNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
