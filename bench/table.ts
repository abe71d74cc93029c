import type { Measurement } from './measurement';

/** One network, by all peers. */
export interface Row {
  readonly preset: string;
  readonly batchSize: number;
  readonly results: Readonly<Record<string, Measurement>>;
}

/**
 * A table in Markdown: examples per second of each peer, peak memory, and how many times as fast the first peer is as the others.
 */
export function formatTable(rows: readonly Row[]): string {
  const peers = Object.keys(rows[0]?.results ?? {});
  const [own = ''] = peers;
  const header = [
    'network',
    'batch',
    ...peers.map((peer) => `${peer}, examples/s`),
    ...peers.slice(1).map((peer) => `times ${peer}`),
    ...peers.map((peer) => `${peer}, peak MB`),
  ];
  const lines = rows.map(({ preset, batchSize, results }) => [
    preset,
    `${batchSize}`,
    ...peers.map((peer) => formatRate(results[peer]?.examplesPerSecond)),
    ...peers.slice(1).map((peer) => {
      const ratio = (results[own]?.examplesPerSecond ?? 0) / (results[peer]?.examplesPerSecond ?? 0);
      return ratio.toFixed(2);
    }),
    ...peers.map((peer) => (results[peer]?.peakMemoryMB ?? 0).toFixed(0)),
  ]);
  return [header, header.map(() => '---'), ...lines].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function formatRate(rate: number | undefined): string {
  if (rate === undefined) return '';
  return rate >= 100 ? rate.toFixed(0) : rate.toFixed(1);
}
