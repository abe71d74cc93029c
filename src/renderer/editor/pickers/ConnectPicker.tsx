import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Diagnostic, Fix } from '../../../graph-runtime/diagnostics/diagnostic';
import { portLabel } from '../../../graph-runtime/layers/port-label';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { findNode, nodesOf, type PortPlace, portsOfType } from '../../store/document/network';
import { type ConnectionCheck, checkConnection } from '../../store/view/connection-check';
import { categoryOf, nodeTitle, titleWithId } from '../../store/view/describe-node';
import { currentEditContext, openLocation } from '../../store/view/edit-context';
import { fixText, problemText } from '../../store/view/problem-text';
import { type Picker, useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { QuickPick, type QuickPickItem } from '../../ui/QuickPick';
import { tryConnect } from '../canvas/use-connect-gestures';
import { layerNames } from './node-types';

type ConnectPick = Extract<Picker, { kind: 'connect' }>;

interface Candidate {
  readonly key: string;
  readonly from: PortPlace;
  readonly to: PortPlace;
  readonly check: ConnectionCheck;
}

/** Connecting by keyboard: the ports of all other nodes, those that fit first, with the reason at those that do not. */
export function ConnectPicker({ picker }: { readonly picker: ConnectPick }) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const close = () => useView.getState().openPicker(null);
  const candidates = useMemo(() => candidatesFor(picker), [picker]);
  const reasonText = (problem: Diagnostic, fix: Fix | undefined) => {
    const text = problemText(problem, language);
    return fix === undefined ? text : t('reasonWithFix', { problem: text, fix: fixText(fix, language) });
  };
  const items = candidates.map((candidate): QuickPickItem => {
    const place = picker.end === 'from' ? candidate.to : candidate.from;
    const { document, scope } = currentEditContext();
    const node = findNode(document, scope, place.id);
    const type = node?.type ?? '';
    const ports = portsOfType(document, type)[picker.end === 'from' ? 'inputs' : 'outputs'];
    const title = node === undefined ? place.id : nodeTitle(document, node, language);
    const name = titleWithId(title, place.id, language);
    const { check } = candidate;
    const [fix] = check.kind === 'mismatch' ? check.fixes : [];
    return {
      id: candidate.key,
      label: ports.length > 1 ? `${name} · ${portLabel(type, place.port, language)}` : name,
      keywords: [place.id, title, type, ...layerNames(type)],
      category: categoryOf(type),
      icon: <CategoryIcon category={categoryOf(type)} />,
      ...(check.kind === 'mismatch' && { hint: reasonText(check.problem, fix) }),
      isDoubtful: check.kind !== 'fits',
    };
  });
  const node = findNode(currentEditContext().document, currentEditContext().scope, picker.id);
  const title = node === undefined ? picker.id : nodeTitle(currentEditContext().document, node, language);
  const name = titleWithId(title, picker.id, language);
  return (
    <QuickPick
      label={t(picker.end === 'from' ? 'connectFrom' : 'connectInto', { name })}
      heading={t(picker.end === 'from' ? 'connectFrom' : 'connectInto', { name })}
      placeholder={t('connectPlaceholder')}
      items={items}
      onClose={close}
      onPick={(key) => {
        const chosen = candidates.find((candidate) => candidate.key === key);
        close();
        if (chosen === undefined) return;
        tryConnect(chosen.from, chosen.to, pointAt(chosen.to.id));
        viewport()?.focus();
      }}
    />
  );
}

/** Where a list of repairs opens: beside the node that would not take the wire. */
function pointAt(id: string): { x: number; y: number } {
  const position = currentEditContext().positions.get(id) ?? { x: 0, y: 0 };
  return viewport()?.toWindow(position) ?? position;
}

function candidatesFor(picker: ConnectPick): Candidate[] {
  const { document, scope } = currentEditContext();
  const analysis = analysisOf(document);
  const location = openLocation();
  const own = findNode(document, scope, picker.id);
  const ownPorts = portsOfType(document, own?.type ?? '');
  const [ownPort] = picker.end === 'from' ? ownPorts.outputs : ownPorts.inputs;
  if (ownPort === undefined) return [];
  const hand: PortPlace = { id: picker.id, port: ownPort.name };
  const candidates: Candidate[] = [];
  for (const node of nodesOf(document, scope)) {
    if (node.id === picker.id) continue;
    const ports = portsOfType(document, node.type);
    for (const port of picker.end === 'from' ? ports.inputs : ports.outputs) {
      const other = { id: node.id, port: port.name };
      const [from, to] = picker.end === 'from' ? [hand, other] : [other, hand];
      const check = checkConnection(analysis, location, from, to);
      if (check.kind !== 'refused') candidates.push({ key: `${node.id}:${port.name}`, from, to, check });
    }
  }
  return [
    ...candidates.filter(({ check }) => check.kind === 'fits'),
    ...candidates.filter(({ check }) => check.kind !== 'fits'),
  ];
}
