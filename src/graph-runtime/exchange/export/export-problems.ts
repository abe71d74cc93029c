import { planNetwork } from '../../compile/lower-network';
import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { NetworkAnalysis } from '../../infer/analysis';
import { checkTraining } from '../../training-checks/check-training';
import { normalizationChannels } from '../../training-checks/checks/normalization-channels';
import type { ExportFormat } from './format';
import { networkToExport } from './network-to-export';

/** For files into which one image goes: each input after the first is said. */
function severalInputs(analysis: NetworkAnalysis): readonly Diagnostic[] {
  const { inputs, seconds } = planNetwork(analysis);
  const [first, ...others] = [...inputs, ...seconds];
  return others.map(({ path }) => ({
    ...{ code: 'export-several-inputs', severity: 'error', path, fixes: [] },
    values: { node: path, other: first?.path ?? '' },
  }));
}

/** Everything that keeps a network from being exported, at its nodes and settings; empty: it can be. */
export function exportProblems(analysis: NetworkAnalysis, format: ExportFormat): readonly Diagnostic[] {
  if (!analysis.isTrainable) return analysis.diagnostics.filter(({ severity }) => severity === 'error');
  // Settings decide what the network is given; of them, only these numbers may not fit it.
  const settings = checkTraining(analysis, null).filter(({ code }) => code === normalizationChannels.code);
  const inputs = format.keepsInputs === true ? [] : severalInputs(analysis);
  if (inputs.length > 0) return [...settings, ...inputs];
  return [...settings, ...format.problems(networkToExport(analysis, format.parts))];
}
