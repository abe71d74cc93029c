import { useTranslation } from 'react-i18next';
import { formatShape } from '../../graph-runtime/infer/tensor-type';
import { getLayer } from '../../graph-runtime/layers/registry';
import { useLanguage } from '../messages/useLanguage';
import { problemText } from '../problems/problem-text';
import { diagnosticsAt, useAnalysis } from '../store/analysis';
import { nodeTitle } from '../store/describe-node';
import { existingLocation, flatNodeAt, joinPath, scopeAt } from '../store/location';
import { findNode, nodesOf, portsOfType, wiresOf } from '../store/network';
import { nodeState, typeFrom } from '../store/node-state';
import { useView } from '../store/view';

/** Tells a screen reader what is selected on the canvas, with what a card shows to the eye. */
export function CanvasAnnouncer() {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const selected = useView((state) => state.selectedNodes);
  const wanted = useView((state) => state.location);
  const text = useAnalysis((analysis) => {
    const location = existingLocation(analysis, wanted);
    const scope = scopeAt(analysis, location);
    const [only] = selected;
    const node =
      selected.size === 1 && only !== undefined ? findNode(analysis.document, scope, only) : undefined;
    if (node === undefined) {
      return t('status', {
        nodes: nodesOf(analysis.document, scope).length,
        wires: wiresOf(analysis.document, scope).length,
        selected: selected.size,
      });
    }
    const path = joinPath(location, node.id);
    const flat = flatNodeAt(analysis, path);
    const port = portsOfType(analysis.document, node.type).outputs[0]?.name;
    const type = port === undefined ? null : typeFrom(analysis, location, { id: node.id, port });
    const state = nodeState(analysis, location, node);
    return [
      node.id,
      nodeTitle(analysis.document, node, language),
      flat === undefined ? '' : (getLayer(node.type)?.describe(flat.parameters, language) ?? ''),
      type === null ? '' : formatShape(type.shape),
      state === 'on' ? '' : t(`state.${state}`),
      ...diagnosticsAt(analysis, path).map((problem) => problemText(problem, language)),
    ]
      .filter((part) => part !== '')
      .join(', ');
  });
  return (
    <p className="visually-hidden" role="status" aria-live="polite">
      {text}
    </p>
  );
}
