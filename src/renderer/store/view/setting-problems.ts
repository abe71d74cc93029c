import { appendTo } from '../../../graph-runtime/collections/group-by';
import { oncePer } from '../../../graph-runtime/collections/once-per';
import type { Diagnostic } from '../../../graph-runtime/diagnostics/diagnostic';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { partOf } from '../../../graph-runtime/settings/changes';
import type { SettingsPart } from '../../../graph-runtime/settings/setting';
import { useAnalysis } from '../document/analysis';

/** Parts of the settings form that can be folded away. */
export type SettingsPartId = Exclude<SettingsPart, 'basic'>;

/** The part of the form that holds a setting; null for what always is open. */
export function settingsPartOf(setting: string): SettingsPartId | null {
  const part = partOf(setting);
  return part === undefined || part === 'basic' ? null : part;
}

const NONE: readonly Diagnostic[] = [];

/** Whether a diagnostic is about a setting of the file that there is none of here: it is above the form, not in it. */
export function isUnknownSetting({ code, setting }: Diagnostic): boolean {
  return setting !== undefined && code.startsWith('file-');
}

/** The diagnostics of each setting of the form. */
const settingIndex = oncePer((analysis: NetworkAnalysis): ReadonlyMap<string, readonly Diagnostic[]> => {
  const found = new Map<string, Diagnostic[]>();
  for (const diagnostic of analysis.diagnostics) {
    if (diagnostic.setting === undefined || isUnknownSetting(diagnostic)) continue;
    appendTo(found, diagnostic.setting, diagnostic);
  }
  return found;
});

/** What is wrong with a setting, as `optimizer.beta1`. */
export function useSettingProblems(setting: string | undefined): readonly Diagnostic[] {
  return useAnalysis((analysis) =>
    setting === undefined ? NONE : (settingIndex(analysis).get(setting) ?? NONE),
  );
}

/** How bad what is wrong with the settings of a part is; null where nothing is. */
export function usePartSeverity(part: SettingsPartId): Diagnostic['severity'] | null {
  return useAnalysis((analysis) => {
    let worst: Diagnostic['severity'] | null = null;
    for (const [setting, problems] of settingIndex(analysis)) {
      if (settingsPartOf(setting) !== part) continue;
      if (problems.some(({ severity }) => severity === 'error')) return 'error';
      worst = 'warning';
    }
    return worst;
  });
}

/** Brings the row of a setting into view and focuses its control; nothing happens where it is not shown. */
export function showSetting(setting: string): void {
  const row = document.querySelector(`[data-setting="${CSS.escape(setting)}"]`);
  row?.scrollIntoView({ block: 'center' });
  const control =
    row?.querySelector<HTMLElement>('input:not([aria-hidden])') ?? row?.querySelector<HTMLElement>('button');
  control?.focus({ preventScroll: true });
}
