import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { applyEdits } from '../../../graph-runtime/document/apply-edits';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import { useLanguage } from '../../messages/useLanguage';
import { analysisOf } from '../../store/document/analysis';
import { flowOf, turnPoint, turnSize } from '../../store/document/flow';
import { findNode, nodesOf, type PortPlace, portsOfType, wiresOf } from '../../store/document/network';
import type { Destination } from '../../store/edits/nodes';
import { boxesOf, freePlace, sizeOf } from '../../store/edits/placing';
import { canReplace } from '../../store/edits/replace-nodes';
import type { EditContext } from '../../store/edits/user-edit';
import { canSplice } from '../../store/edits/wires';
import { addPicked, useBlockLibrary } from '../../store/view/block-library';
import { checkConnection } from '../../store/view/connection-check';
import { categoryOf, nodeTitle } from '../../store/view/describe-node';
import { currentEditContext, openLocation, performEdit } from '../../store/view/edit-context';
import { replaceIn } from '../../store/view/replace-selection';
import { type Picker, type PickerDestination, useView } from '../../store/view/view';
import { viewport } from '../../store/view/viewport-api';
import { CategoryIcon } from '../../ui/CategoryIcon';
import { QuickPick, type QuickPickItem } from '../../ui/QuickPick';
import { alternativeText, asSearched, layerQuery, type NodeType, nodeTypes } from './node-types';

/** Quick-add: type a few letters, press Enter, and the layer is where it was wanted, connected where it can be. */
export function AddPicker({ picker }: { readonly picker: Extract<Picker, { kind: 'add' }> }) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const close = () => useView.getState().openPicker(null);
  const { destination } = picker;
  const library = useBlockLibrary((state) => state.blocks);
  const shipped = useBlockLibrary((state) => state.shipped);
  const types = useMemo(() => {
    const context = currentEditContext();
    const possible = nodeTypes(context.document, context.scope, language, library, shipped).filter((type) =>
      isPossible(context, type, destination),
    );
    return destination.kind === 'replace' ? relativesFirst(context, possible) : possible;
  }, [language, library, shipped, destination]);
  const items = useMemo(() => toItems(types, destination, t('notFits')), [types, destination, t]);
  return (
    <QuickPick
      label={t(destination.kind === 'replace' ? 'replaceTitle' : 'addLayer')}
      placeholder={t('addLayerPlaceholder')}
      {...headingFor(destination, language, t)}
      items={items}
      explain={(query) => alternativeText(query, items, language)}
      readQuery={layerQuery}
      {...(picker.at === undefined ? {} : { at: picker.at })}
      onClose={close}
      onPick={(id, query) => {
        const made = types.find((type) => type.type === id);
        close();
        if (made !== undefined) add(asSearched(made, query), destination);
      }}
    />
  );
}

function headingFor(
  destination: PickerDestination,
  language: ReturnType<typeof useLanguage>,
  t: ReturnType<typeof useTranslation<'canvas'>>['t'],
): { heading?: string } {
  if (destination.kind === 'wire') return { heading: t('insertOnWire') };
  const context = currentEditContext();
  const { selectedNodes } = useView.getState();
  const [only] = selectedNodes;
  if (destination.kind === 'replace') {
    const nodes = replacedNodes(context);
    const [first] = nodes;
    if (nodes.length !== 1 || first === undefined)
      return { heading: t('replaceSeveral', { count: nodes.length }) };
    return { heading: t('replaceOne', { name: nodeTitle(context.document, first, language) }) };
  }
  if (destination.kind !== 'selection') return {};
  const node = only === undefined ? undefined : findNode(context.document, context.scope, only);
  return node === undefined
    ? {}
    : { heading: t('addAfter', { name: nodeTitle(context.document, node, language) }) };
}

/** The selected nodes that can become another layer. */
function replacedNodes({ document, scope }: EditContext): NodeSpec[] {
  const { selectedNodes } = useView.getState();
  return nodesOf(document, scope).filter((node) => selectedNodes.has(node.id) && canReplace(node));
}

/** An activation mostly gives way to another one; nothing gives way to an end of the network, which would cost it its wires. */
function relativesFirst(context: EditContext, types: readonly NodeType[]): NodeType[] {
  const categories = new Set<string>(replacedNodes(context).map(({ type }) => categoryOf(type)));
  const rank = ({ category }: NodeType) =>
    categories.has(category) ? 0 : category === 'input-output' ? 2 : 1;
  return [...types].sort((one, other) => rank(one) - rank(other));
}

/** A wire cannot end in a layer without an input, nor be led through one without an output. */
function isPossible(context: EditContext, type: NodeType, destination: PickerDestination): boolean {
  const ports = portsOfType(context.document, type.type);
  if (destination.kind === 'wire') return canSplice(context.document, type.type);
  if (destination.kind === 'replace') return replacedNodes(context).some((node) => node.type !== type.type);
  if (destination.kind !== 'port') return true;
  return destination.end === 'from' ? ports.inputs.length > 0 : ports.outputs.length > 0;
}

/** For a wire that was dropped: what fits comes first, the rest says that it does not. */
function toItems(types: readonly NodeType[], destination: PickerDestination, doubt: string): QuickPickItem[] {
  const items = types.map((type): QuickPickItem => {
    const isDoubtful =
      destination.kind === 'port' && destination.end === 'from' && !fits(type, destination.at);
    return {
      id: type.type,
      label: type.label,
      keywords: type.keywords,
      category: type.category,
      icon: <CategoryIcon category={type.category} />,
      ...(isDoubtful ? { isDoubtful, hint: doubt } : {}),
    };
  });
  return [
    ...items.filter((item) => item.isDoubtful !== true),
    ...items.filter((item) => item.isDoubtful === true),
  ];
}

function fits(type: NodeType, from: PortPlace): boolean {
  const context = currentEditContext();
  const { document, scope } = context;
  const id = 'candidate-of-the-list';
  const [input] = portsOfType(document, type.type).inputs;
  if (input === undefined) return false;
  const tried = applyEdits(document, [{ kind: 'add-node', scope, node: { id, type: type.type } }]);
  return (
    checkConnection(analysisOf(document), openLocation(), from, { id, port: input.name }, { document: tried })
      .kind === 'fits'
  );
}

function add(made: NodeType, destination: PickerDestination): void {
  const context = currentEditContext();
  if (destination.kind === 'replace') {
    replaceIn(
      replacedNodes(context).map(({ id }) => id),
      made,
    );
    viewport()?.focus();
    return;
  }
  const userEdit = addPicked(context, made, resolve(context, made, destination));
  performEdit(userEdit);
  viewport()?.focus();
  const added = userEdit.select ?? [];
  // The canvas shows the node after this turn.
  requestAnimationFrame(() => requestAnimationFrame(() => viewport()?.show(added, { ahead: true })));
}

function resolve(context: EditContext, made: NodeType, destination: PickerDestination): Destination {
  const flow = flowOf(context.document, context.scope);
  const size = sizeOf(context, { id: 'new', type: made.type });
  const centered = (at: { x: number; y: number }) => ({
    x: at.x - size.width / 2,
    y: at.y - size.height / 2,
  });
  if (destination.kind === 'port') {
    const { canvas, end, at } = destination;
    const { x, y } = turnPoint(flow, canvas);
    const { width, height } = turnSize(flow, size);
    const position = turnPoint(flow, { x: x - width / 2, y: end === 'from' ? y : y - height });
    return { kind: 'port', position, end, at };
  }
  if (destination.kind === 'place') return { kind: 'place', position: centered(destination.canvas) };
  if (destination.kind === 'wire') {
    const wire = wiresOf(context.document, context.scope).find(
      (candidate) => candidate.key === destination.key,
    );
    if (wire !== undefined) return { kind: 'wire', wire };
  }
  const { selectedNodes } = useView.getState();
  const [only] = selectedNodes;
  const selected =
    selectedNodes.size === 1 && only !== undefined
      ? findNode(context.document, context.scope, only)
      : undefined;
  if (selected !== undefined) return { kind: 'after', id: selected.id };
  if (nodesOf(context.document, context.scope).length === 0) return { kind: 'first' };
  const wanted = centered(viewport()?.center() ?? { x: 0, y: 0 });
  return { kind: 'place', position: freePlace(wanted, size, boxesOf(context).values(), flow) };
}
