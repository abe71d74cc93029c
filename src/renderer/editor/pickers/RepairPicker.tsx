import { Cable, Wrench } from 'lucide-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { useDocument } from '../../store/document/document';
import { applyFix } from '../../store/edits/fixes';
import { connect, rewire } from '../../store/edits/wires';
import { checkConnection } from '../../store/view/connection-check';
import { currentEditContext, openLocation, performEdit } from '../../store/view/edit-context';
import { fixText, problemText } from '../../store/view/problem-text';
import { type Picker, useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { QuickPick, type QuickPickItem } from '../../ui/QuickPick';

const ANYWAY = 'connect-anyway';

/** A wire that does not fit was dropped: why, and what would make it fit. */
export function RepairPicker({ picker }: { readonly picker: Extract<Picker, { kind: 'repair' }> }) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const { from, to, at, moved } = picker;
  const check = useMemo(
    () => checkConnection(analysisOf(useDocument.getState().document), openLocation(), from, to, { moved }),
    [from, to, moved],
  );
  const close = () => useView.getState().openPicker(null);
  // A repair that takes the wire away again is no way to connect.
  const fixes = check.kind === 'mismatch' ? check.fixes.filter((fix) => fix.code !== 'remove-edge') : [];
  const items: QuickPickItem[] = [
    ...fixes.map((fix, index) => ({ id: String(index), label: fixText(fix, language), icon: <Wrench /> })),
    { id: ANYWAY, label: t('connectAnyway'), icon: <Cable /> },
  ];
  return (
    <QuickPick
      label={t('repairHeading')}
      heading={check.kind === 'mismatch' ? problemText(check.problem, language) : t('repairHeading')}
      placeholder={t('chooseRepair')}
      items={items}
      at={at}
      onClose={close}
      onPick={(id) => {
        close();
        connectWith(picker, id === ANYWAY ? null : (fixes[Number(id)] ?? null), language);
      }}
    />
  );
}

/** The wire and its repair are one gesture, so one entry of the history. */
function connectWith(
  { from, to, moved }: Extract<Picker, { kind: 'repair' }>,
  fix: Fix | null,
  language: ReturnType<typeof useLanguage>,
): void {
  const gesture = 'connect-and-repair';
  const context = currentEditContext();
  performEdit(moved === null ? connect(context, from, to) : rewire(context, moved, from, to), gesture);
  if (fix !== null) performEdit(applyFix(currentEditContext(), fix, fixText(fix, language)), gesture);
  useDocument.getState().endGesture();
  viewport()?.focus();
}
