import type { Flow } from '../../../graph-runtime/document/document';
import { currentLanguage } from '../../messages/i18n';
import { useDifferenceBase } from '../../store/document/difference';
import { nodesOf } from '../../store/document/network';
import { type Box, sizeOf } from '../../store/edits/placing';
import { nodeTitle } from '../../store/view/describe-node';
import type { NamedBox } from './name-places';
import { removedParts } from './removed-cards';
import type { CanvasModel } from './use-canvas-model';

/** The cards of the open scope, with their names. */
export function modelBoxes(model: CanvasModel): NamedBox[] {
  const { document, scope, layout } = model;
  return nodesOf(document, scope).flatMap((node) => {
    const position = layout.positions.get(node.id);
    if (position === undefined) return [];
    const name = nodeTitle(document, node, currentLanguage());
    return [{ id: node.id, name, ...position, ...sizeOf(model, node) }];
  });
}

/** The first card in the direction of the flow, where reading begins. */
export function firstCard<T extends Box>(cards: readonly T[], flow: Flow): T | undefined {
  const axis = flow === 'down' ? 'y' : 'x';
  return [...cards].sort((a, b) => a[axis] - b[axis])[0];
}

/** The cards of a network that is compared with this one. */
export function removedBoxes(model: CanvasModel): readonly NamedBox[] {
  const { base } = useDifferenceBase.getState();
  if (base === null) return [];
  return removedParts(base.document, { ...model, boxes: modelBoxes(model) }, currentLanguage()).cards;
}
