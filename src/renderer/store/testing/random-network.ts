import { blockType } from '../../../graph-runtime/document/block-type';
import { analyze } from '../../../graph-runtime/infer/analyze';
import { layers } from '../../../graph-runtime/layers/registry';
import { nodesOf, portsOfType, wiresOf } from '../document/network';
import { applyFix } from '../edits/fixes';
import { addNode, renameNode, setEnabled, setMuted } from '../edits/nodes';
import { promoteParameter, setParameter, setRepeat } from '../edits/parameters';
import { deleteElements, dissolveNodes } from '../edits/remove-nodes';
import { replaceNodes, sameKind } from '../edits/replace-nodes';
import { connect, refusalOf, rewire } from '../edits/wires';
import { type Act, destination, pick, someIds, someNotes } from './random-choice';

/** What a user does with nodes, wires and settings. */

export const add: Act = (context, action) => {
  const blocks = Object.keys(context.document.blocks).map(blockType);
  const type = pick([...layers.map((layer) => layer.type), ...blocks], action.a) ?? 'relu';
  return addNode(context, { type, label: type }, destination(context, type, action));
};

export const wire: Act = (context, { a, b, c }) => {
  const from = pick(nodesOf(context.document, context.scope), a);
  const to = pick(nodesOf(context.document, context.scope), b);
  if (from === undefined || to === undefined) return null;
  const output = pick(portsOfType(context.document, from.type).outputs, c);
  const input = pick(portsOfType(context.document, to.type).inputs, c);
  if (output === undefined || input === undefined) return null;
  const ends = [
    { id: from.id, port: output.name },
    { id: to.id, port: input.name },
  ] as const;
  const old = pick(wiresOf(context.document, context.scope), c);
  const moved = c % 3 === 0 ? old : undefined;
  if (refusalOf(context, ...ends, moved) !== null) return null;
  return moved === undefined ? connect(context, ...ends) : rewire(context, moved, ...ends);
};

export const change: Act = (context, { a, b, c }) => {
  const node = pick(nodesOf(context.document, context.scope), a);
  const layer = layers.find(({ type }) => type === node?.type);
  const name = pick(Object.keys(layer?.parameters ?? {}), b);
  if (node === undefined || name === undefined) return null;
  const value = pick([1, 2, 5, 'same', true, [3, 1], undefined, -7, '=filters * 2'], c);
  const ids = c % 3 === 0 ? [node.id, ...someIds(context, { kind: 0, a: b, b: c, c })] : [node.id];
  return setParameter(context, ids, name, name, value);
};

export const promote: Act = (context, { a, b }) => {
  const node = pick(nodesOf(context.document, context.scope), a);
  const layer = layers.find(({ type }) => type === node?.type);
  const name = pick(Object.keys(layer?.parameters ?? {}), b);
  if (node === undefined || name === undefined) return null;
  return promoteParameter(context, node.id, name, { kind: 'integer', default: 3 });
};

export const repeat: Act = (context, { a, c }) => {
  const node = pick(nodesOf(context.document, context.scope), a);
  return node === undefined ? null : setRepeat(context, node.id, pick([2, 3, undefined, '=layers'], c));
};

export const replace: Act = (context, action) => {
  const blocks = Object.keys(context.document.blocks).map(blockType);
  const type = pick([...layers.map((layer) => layer.type), ...blocks], action.c) ?? 'relu';
  const ids = action.c % 3 === 0 ? sameKind(context, someIds(context, action)) : someIds(context, action);
  return replaceNodes(context, ids, { type, label: type })?.userEdit ?? null;
};

export const fix: Act = (context, { a, b }) => {
  const problem = pick(analyze(context.document).diagnostics, a);
  const fix = problem === undefined ? undefined : pick(problem.fixes, b);
  return fix === undefined ? null : applyFix(context, fix, fix.code);
};

export const nameOrSwitch: Act = (context, action) => {
  const ids = [...someIds(context, action)];
  const [first] = ids;
  if (first === undefined) return null;
  const kind = action.c % 3;
  if (kind === 0) return renameNode(context, first, action.c % 2 === 0 ? `name ${action.b % 7}` : '');
  return kind === 1 ? setEnabled(context, ids, action.a % 2 === 1) : setMuted(context, ids, action.a % 3 > 0);
};

export const remove: Act = (context, action) => {
  const ids = new Set([...someIds(context, action)].slice(0, 1));
  const cut = pick(wiresOf(context.document, context.scope), action.b);
  if (action.c % 3 === 0) return dissolveNodes(context, ids);
  if (action.c % 3 === 1 && cut !== undefined) return deleteElements(context, new Set(), [cut]);
  return deleteElements(context, ids, [], [...someNotes(context, action)].slice(0, action.c % 2));
};

export const settings: Act = ({ document }, { a, b }) =>
  a % 2 === 0
    ? {
        label: { key: 'changeTraining' },
        edits: [{ kind: 'set-training', changes: { epochs: 1 + (b % 30), seed: b } }],
      }
    : {
        label: { key: 'renameNetwork' },
        edits: [{ kind: 'set-name', name: `${document.name.slice(0, 20)} ${b % 5}` }],
      };
