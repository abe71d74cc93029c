import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import type {
  BlockParameter,
  BlockSpec,
  NetloomDocument,
  ParameterValue,
} from '../../../graph-runtime/document/document';
import type { DocumentEdit } from '../../../graph-runtime/document/edit';
import type { Text } from '../../../graph-runtime/text/text';
import { findNode } from '../document/network';
import { copyName } from './fresh-id';
import type { EditContext, UserEdit } from './user-edit';

type Place = Pick<EditContext, 'document' | 'scope'>;

/** Sets a parameter of one or several nodes; undefined brings its default back. */
export function setParameter(
  { scope }: Place,
  ids: readonly string[],
  parameter: string,
  label: string | Text,
  value: ParameterValue | undefined,
): UserEdit {
  return {
    label: { key: value === undefined ? 'resetParameter' : 'setParameter', values: { parameter: label } },
    edits: ids.map((id): DocumentEdit => ({ kind: 'set-parameter', scope, id, parameter, value })),
  };
}

/** How many copies of a node follow one another; undefined: it is not repeated. */
export function setRepeat({ scope }: Place, id: string, repeat: number | string | undefined): UserEdit {
  return {
    label: { key: 'setRepeat' },
    edits: [
      {
        kind: 'update-node',
        scope,
        id,
        changes: { repeat, ...(repeat === undefined ? { join: undefined } : {}) },
      },
    ],
  };
}

/** Which merge joins the copies of a node side by side; undefined: they follow one another. */
export function setJoin({ scope }: Place, id: string, join: string | undefined): UserEdit {
  return { label: { key: 'setJoin' }, edits: [{ kind: 'update-node', scope, id, changes: { join } }] };
}

/** Under which condition a node is enabled, or muted; undefined: always enabled, or never muted. */
export function setCondition(
  { scope }: Place,
  id: string,
  field: 'enabled' | 'muted',
  condition: string | undefined,
): UserEdit {
  return {
    label: { key: 'setCondition', values: { name: id } },
    edits: [{ kind: 'update-node', scope, id, changes: { [field]: condition } }],
  };
}

/**
 * Makes a switch of a node that is bypassed or muted: a parameter of the block (or network) around it decides whether it is. Off, so that
 * nothing changes until somebody switches it on.
 */
export function makeSwitch(place: Place, id: string, field: 'enabled' | 'muted'): UserEdit | null {
  const content = scopeContent(place.document, place.scope);
  if (content === undefined) return null;
  const taken = new Set(content.parameters.map((existing) => existing.name));
  const name = copyName(`with_${id}`.slice(0, 60).replace(/-/g, '_'), taken);
  const condition = field === 'enabled' ? `=${name}` : `=!${name}`;
  return {
    label: { key: 'setCondition', values: { name: id } },
    edits: [
      {
        kind: 'set-scope-parameters',
        scope: place.scope,
        parameters: [...content.parameters, { name, kind: 'boolean', default: false }],
      },
      { kind: 'update-node', scope: place.scope, id, changes: { [field]: condition } },
    ],
  };
}

/** Replaces the parameters that a block, or the network, offers to its users. */
export function setScopeParameters(
  { scope }: Place,
  name: string | Text,
  parameters: readonly BlockParameter[],
): UserEdit {
  return {
    label: { key: 'setBlockParameters', values: { name } },
    edits: [{ kind: 'set-scope-parameters', scope, parameters: [...parameters] }],
  };
}

/**
 * Makes a parameter of an inner node a parameter of the block (or network) around it: with the value it has now as the default,
 * so that nothing changes until somebody sets it.
 */
export function promoteParameter(
  place: Place,
  id: string,
  parameter: string,
  promoted: Omit<BlockParameter, 'name'>,
): UserEdit | null {
  const content = scopeContent(place.document, place.scope);
  const node = findNode(place.document, place.scope, id);
  if (content === undefined || node === undefined) return null;
  const taken = new Set(content.parameters.map((existing) => existing.name));
  let name = parameter;
  for (let number = 2; taken.has(name); number += 1) name = `${parameter}${number}`;
  return {
    label: { key: 'setBlockParameters', values: { name } },
    edits: [
      {
        kind: 'set-scope-parameters',
        scope: place.scope,
        parameters: [...content.parameters, { name, ...promoted }],
      },
      { kind: 'set-parameter', scope: place.scope, id, parameter, value: `=${name}` },
    ],
  };
}

/** The parameters of the scope that a node's parameter, promoted, could be: those of its kind. */
export function joinable(
  { document, scope }: Place,
  { kind, choices }: Pick<BlockParameter, 'kind' | 'choices'>,
): readonly BlockParameter[] {
  const isNumber = (other: BlockParameter['kind']) => other === 'integer' || other === 'number';
  const parameters = scopeContent(document, scope)?.parameters ?? [];
  const isAlike = (other: BlockParameter) =>
    kind === 'choice' ? isSubset(other.choices, choices) : other.kind === kind;
  return parameters.filter((other) => isAlike(other) || (isNumber(other.kind) && isNumber(kind)));
}

/** Whether every choice of one parameter is one of the other's. */
function isSubset(own: BlockParameter['choices'], others: BlockParameter['choices']): boolean {
  return own !== undefined && others !== undefined && own.every((choice) => others.includes(choice));
}

/** Gives a node's parameter the value of one that its block, or the network, already has. */
export function joinParameter(
  { scope }: Place,
  id: string,
  parameter: string,
  label: string | Text,
  name: string,
): UserEdit {
  return {
    label: { key: 'setParameter', values: { parameter: label } },
    edits: [{ kind: 'set-parameter', scope, id, parameter, value: `=${name}` }],
  };
}

/** Changes the name or the description of a block, for all its uses. */
export function changeBlock(
  document: NetloomDocument,
  name: string,
  changes: { readonly [K in 'name' | 'description']?: BlockSpec[K] | undefined },
): UserEdit {
  const label: UserEdit['label'] = { key: 'rename', values: { name: changes.name ?? name } };
  const block = document.blocks[name];
  if (block === undefined) return { label, edits: [] };
  const changed = { ...block, ...changes };
  for (const key of ['name', 'description'] as const) if (changed[key] === undefined) delete changed[key];
  return { label, edits: [{ kind: 'set-block', name, block: changed }] };
}
