import type { EdgeSpec, NodeSpec, ParameterValue, Scope, TrainingSettings } from '../document/document';
import type { DocumentEdit } from '../document/edit';
import type { Fix } from './diagnostic';

/** The repairs that need no knowledge of layers: one edit, and the values of its text. */

export function removeEdgeFix(scope: Scope, edge: EdgeSpec, index?: number): Fix {
  return {
    code: 'remove-edge',
    values: { from: edge.from, to: edge.to },
    edits: [{ kind: 'remove-edge', scope, edge, ...(index === undefined ? {} : { index }) }],
  };
}

/** Removes several wires at once, each as often as it is listed. */
export function removeEdgesFix(
  code: string,
  values: Fix['values'],
  scope: Scope,
  edges: readonly EdgeSpec[],
): Fix {
  return { code, values, edits: edges.map((edge) => ({ kind: 'remove-edge', scope, edge })) };
}

/** Leads a wire to where it was most likely meant to go. */
export function rewireFix(scope: Scope, edge: EdgeSpec, index: number, to: EdgeSpec): Fix {
  return {
    code: 'rewire',
    values: { from: to.from, to: to.to },
    edits: [
      { kind: 'remove-edge', scope, edge, index },
      { kind: 'add-edge', scope, edge: { ...edge, ...to }, index },
    ],
  };
}

export function connectFix(scope: Scope, edge: EdgeSpec): Fix {
  return {
    code: 'connect',
    values: { from: edge.from, to: edge.to },
    edits: [{ kind: 'add-edge', scope, edge }],
  };
}

export function removeNodeFix(scope: Scope, id: string): Fix {
  return { code: 'remove-node', values: { node: id }, edits: [{ kind: 'remove-node', scope, id }] };
}

export function renameNodeFix(scope: Scope, id: string, newId: string): Fix {
  return {
    code: 'rename-node',
    values: { node: id, newName: newId },
    edits: [{ kind: 'rename-node', scope, id, newId }],
  };
}

export function changeTypeFix(scope: Scope, id: string, type: string): Fix {
  return {
    code: 'change-type',
    values: { node: id, type },
    edits: [{ kind: 'update-node', scope, id, changes: { type } }],
  };
}

/** Gives a node the type that its layer has here, and its parameters the names they have here. */
export function otherNameFix(
  scope: Scope,
  id: string,
  type: string,
  parameters: readonly {
    readonly from: string;
    readonly to: string | null;
    readonly value: ParameterValue;
  }[],
): Fix {
  const edits: DocumentEdit[] = [{ kind: 'update-node', scope, id, changes: { type } }];
  for (const { from, to, value } of parameters) {
    if (from !== to) edits.push({ kind: 'set-parameter', scope, id, parameter: from, value: undefined });
    if (to !== null) edits.push({ kind: 'set-parameter', scope, id, parameter: to, value });
  }
  return { code: 'use-layer', values: { node: id, type }, edits };
}

/** Takes `enabled`, `muted`, `repeat` or `join` away, so that the node works, is there once, or its copies follow one another. */
export function clearFieldFix(scope: Scope, id: string, field: 'enabled' | 'muted' | 'repeat' | 'join'): Fix {
  const changes: Partial<NodeSpec> = { [field]: undefined };
  return {
    code: 'reset-parameter',
    values: { parameter: field, value: '' },
    edits: [{ kind: 'update-node', scope, id, changes }],
  };
}

export function muteFix(scope: Scope, id: string): Fix {
  return {
    code: 'mute',
    values: { node: id },
    edits: [{ kind: 'update-node', scope, id, changes: { muted: true } }],
  };
}

/** Lets muted nodes take part again. */
export function unmuteFix(nodes: readonly { readonly scope: Scope; readonly id: string }[]): Fix {
  return {
    code: 'unmute',
    values: { node: nodes.map(({ id }) => id).join(', ') },
    edits: nodes.map(({ scope, id }) => ({ kind: 'update-node', scope, id, changes: { muted: undefined } })),
  };
}

/** Lets the weights of frozen nodes learn again. */
export function unfreezeFix(nodes: readonly { readonly scope: Scope; readonly id: string }[]): Fix {
  return {
    code: 'unfreeze',
    values: { count: nodes.length },
    edits: nodes.map(({ scope, id }) => ({
      kind: 'update-node',
      scope,
      id,
      changes: { trainable: undefined },
    })),
  };
}

/** Makes a node that is switched off, or repeated no time at all, work again. */
export function switchOnFix(scope: Scope, id: string): Fix {
  const changes = { enabled: undefined, repeat: undefined };
  return { code: 'switch-on', values: { node: id }, edits: [{ kind: 'update-node', scope, id, changes }] };
}

export function setParameterFix(
  scope: Scope,
  id: string,
  parameter: string,
  value: ParameterValue | undefined,
): Fix {
  return {
    code: value === undefined ? 'reset-parameter' : 'set-parameter',
    values: { node: id, parameter, value: value === undefined ? '' : formatParameter(value) },
    edits: [{ kind: 'set-parameter', scope, id, parameter, value }],
  };
}

/** Removes a layer and adds the wires that lead past where it was, each before the edge at its index. */
export function removeLayerFix(
  scope: Scope,
  id: string,
  bridges: readonly { readonly edge: EdgeSpec; readonly index: number }[],
): Fix {
  return {
    code: 'remove-layer',
    values: { node: id },
    edits: [
      { kind: 'remove-node', scope, id },
      ...bridges.map(({ edge, index }) => ({ kind: 'add-edge' as const, scope, edge, index })),
    ],
  };
}

/** Changes training settings; `setting` and `value` are what its text names. */
export function setSettingFix(
  setting: string,
  value: number | string,
  changes: Partial<TrainingSettings>,
): Fix {
  return { code: 'set-setting', values: { setting, value }, edits: [{ kind: 'set-training', changes }] };
}

/** Trains on another data set. */
export function otherDatasetFix(id: string, name: string): Fix {
  return { code: 'use-dataset', values: { name }, edits: [{ kind: 'set-dataset', dataset: { id, name } }] };
}

/** `[3, 3]`, `same`, `=filters * 4`: a parameter's value as the document has it. */
export function formatParameter(value: ParameterValue): string {
  return Array.isArray(value) ? `[${value.join(', ')}]` : String(value);
}
