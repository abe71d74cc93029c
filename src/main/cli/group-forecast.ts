import type { NetloomDocument } from '../../graph-runtime/document/document';
import { forecastGroup } from '../../graph-runtime/estimate/group-speed';
import { analyze } from '../../graph-runtime/infer/analyze';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import type { Output } from './output';
import { reportTime } from './time-report';

/** What a line is taken to carry where nobody says, in Gb/s. */
const LINE = 1;

export interface ForecastOptions {
  /** Gb/s; absent: `LINE`. */
  readonly line?: number | undefined;
  /** Whatever is expected. */
  readonly anyway: boolean;
}

interface Training {
  readonly document: NetloomDocument;
  readonly limit?: number | undefined;
}

/** e.g. `0.94 Gb/s`, of Gb/s */
export function lineText(line: number): string {
  return `${Number(line.toPrecision(2))} Gb/s`;
}

/** Says how much faster several machines together will be than one; false where that is too little. */
export async function isWorthTheirWhile(
  machines: number,
  { document, limit }: Training,
  { line = LINE, anyway }: ForecastOptions,
  output: Output,
): Promise<boolean> {
  const analysis = analyze(document);
  const time = await reportTime(analysis, limit);
  if (time === null) return true;
  const { stepSeconds } = time;
  const { trainableParameters } = analysis.cost;
  const forecast = forecastGroup({ trainableParameters, stepSeconds, machines, line });
  const { factor, sumSeconds, gradientBytes, isWorthwhile } = forecast;
  const [step, sum] = [stepSeconds, sumSeconds].map((seconds) => `${Math.ceil(1000 * seconds)} ms`);
  output.note(
    `${machines} machines: about ${factor.toFixed(1)} times as fast as one (a step takes ${step} on one like this; summing ${formatBytes(gradientBytes, 'en')} of gradients over ${lineText(line)} ${sum}).`,
  );
  if (isWorthwhile || anyway) return true;
  output.note(
    'That is not worth it. Larger batches make it better; --line gives another speed, --anyway trains nevertheless.',
  );
  return false;
}
