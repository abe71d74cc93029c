import type { NetloomDocument } from '../../graph-runtime/document/document';
import { forecastGroup } from '../../graph-runtime/estimate/group-speed';
import { analyze } from '../../graph-runtime/infer/analyze';
import { formatBytes } from '../../graph-runtime/text/format-bytes';
import type { Output } from './output';
import { reportTime } from './time-report';

export interface ForecastOptions {
  /** Gb/s. */
  readonly line?: number | undefined;
  /** Whatever is expected. */
  readonly anyway: boolean;
}

interface Training {
  readonly document: NetloomDocument;
  readonly limit?: number | undefined;
}

/** Says how much faster several machines together will be than one; false where that is too little. */
export async function isWorthTheirWhile(
  machines: number,
  { document, limit }: Training,
  { line = 1, anyway }: ForecastOptions,
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
    `${machines} machines: about ${factor.toFixed(1)} times as fast as one (a step takes ${step} on one like this; summing ${formatBytes(gradientBytes, 'en')} of gradients over ${line} Gb/s ${sum}).`,
  );
  if (isWorthwhile || anyway) return true;
  output.note(
    'That is not worth it. Larger batches make it better; --line gives another speed, --anyway trains nevertheless.',
  );
  return false;
}
