import { useTranslation } from 'react-i18next';
import { joinPath } from '../../../graph-runtime/document/node-path';
import { getLayer } from '../../../graph-runtime/layers/registry';
import { formatShape } from '../../../graph-runtime/layers/tensor-type';
import { useLanguage } from '../../messages/useLanguage';
import { diagnosticsAt, useAnalysis } from '../../store/document/analysis';
import { findNode, nodesOf, portsOfType, wiresOf } from '../../store/document/network';
import { nodeTitle } from '../../store/view/describe-node';
import { existingLocation, flatNodeAt, scopeAt } from '../../store/view/location';
import { nodeState, typeFrom } from '../../store/view/node-state';
import { problemText } from '../../store/view/problem-text';
import { useView } from '../../store/view/view';

/** Announces to a screen reader what is selected on the canvas, with what a card shows to the eye. */
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
