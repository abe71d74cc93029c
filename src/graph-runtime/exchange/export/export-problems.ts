import type { Diagnostic } from '../../diagnostics/diagnostic';
import type { NetworkAnalysis } from '../../infer/analysis';
import { checkTraining } from '../../training-checks/check-training';
import { normalizationChannels } from '../../training-checks/checks/normalization-channels';
import type { ExportFormat } from './format';
import { networkToExport } from './network-to-export';

/** Everything that keeps a network from being exported, at its nodes and settings; empty: it can be. */
export function exportProblems(analysis: NetworkAnalysis, format: ExportFormat): readonly Diagnostic[] {
  if (!analysis.isTrainable) return analysis.diagnostics.filter(({ severity }) => severity === 'error');
  // Settings decide what the network is given; of them, only these numbers may not fit it.
  const settings = checkTraining(analysis, null).filter(({ code }) => code === normalizationChannels.code);
  return [...settings, ...format.problems(networkToExport(analysis, format.parts))];
}
