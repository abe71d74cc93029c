import {
  type ExpressionScope,
  type ExpressionValue,
  isExpression,
} from '../../../graph-runtime/blocks/expression';
import { readCount, resolveBlockParameters } from '../../../graph-runtime/blocks/resolve-parameters';
import { oncePerNamed } from '../../../graph-runtime/collections/once-per';
import { scopeContent } from '../../../graph-runtime/document/apply-edits';
import { blockName } from '../../../graph-runtime/document/block-type';
import type {
  BlockParameter,
  NodeSpec,
  ParameterValue,
  Scope,
} from '../../../graph-runtime/document/document';
import { joinPath, lastSegment, parentPath } from '../../../graph-runtime/document/node-path';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import type { Language } from '../../../graph-runtime/text/text';
import { blockParameterLabel } from './block-parameter';
import { groupAt, scopeAt } from './location';

/** What the parameters of a scope stand for at one place of the expanded network. */

type Use = Omit<NodeSpec, 'position'>;

const EMPTY: ExpressionScope = new Map();
const MOST_COPIES = 100_000;

/** The values that expressions see at a location. */
export const scopeValues: (analysis: NetworkAnalysis, location: string) => ExpressionScope =
  oncePerNamed(computeValues);

function computeValues(analysis: NetworkAnalysis, location: string): ExpressionScope {
  const parameters = scopeContent(analysis.document, scopeAt(analysis, location))?.parameters ?? [];
  if (location === '') return valuesOfUse(parameters, { id: '', type: '' }, EMPTY);
  const group = groupAt(analysis, location);
  if (group === undefined) return EMPTY;
  const outer = scopeValues(analysis, parentPath(location));
  return valuesOfUse(parameters, group.node, withCopyIndex(outer, group.node, location), group.sizes);
}

/** In a repeated node `index` counts the copies from 0; their paths count from 1. */
function withCopyIndex(outer: ExpressionScope, node: Use, path: string): ExpressionScope {
  if (node.repeat === undefined) return outer;
  const number = Number(lastSegment(path).slice(node.id.length));
  return new Map(outer).set('index', Math.max(0, number - 1));
}

function valuesOfUse(
  parameters: readonly BlockParameter[],
  use: Use,
  outer: ExpressionScope,
  sizes?: ExpressionScope,
): ExpressionScope {
  const place = { path: use.id, origin: { scope: null, id: use.id } };
  return resolveBlockParameters(parameters, use.parameters, outer, place, sizes).values;
}

/** The sizes of what comes into a use of a block; of a repeated use, into its first copy. */
function sizesOfUse(
  analysis: NetworkAnalysis,
  location: string,
  { id, repeat }: Use,
): ExpressionScope | undefined {
  return groupAt(analysis, joinPath(location, repeat === undefined ? id : `${id}1`))?.sizes;
}

/** What a block's parameters are at one of its uses in the open scope; of a repeated use, at its first copy. */
export function valuesAt(analysis: NetworkAnalysis, location: string, use: NodeSpec): ExpressionScope {
  const block = blockName(use.type);
  const parameters = scopeContent(analysis.document, block)?.parameters;
  if (block === null || parameters === undefined) return EMPTY;
  const outer = scopeValues(analysis, location);
  const inUse = use.repeat === undefined ? outer : new Map(outer).set('index', 0);
  return valuesOfUse(parameters, use, inUse, sizesOfUse(analysis, location, use));
}

/**
 * What the parameters of a block (null: of the network) come to: at a use of it where one is given, else their defaults. What cannot be computed is
 * not among them.
 */
export function computedValues(
  analysis: NetworkAnalysis,
  scope: Scope,
  at?: { readonly location: string; readonly use: NodeSpec },
): ExpressionScope {
  const parameters = scopeContent(analysis.document, scope)?.parameters ?? [];
  const use = at?.use ?? { id: '', type: '' };
  const outer = at === undefined ? EMPTY : scopeValues(analysis, at.location);
  const inUse = use.repeat === undefined ? outer : new Map(outer).set('index', 0);
  const place = { path: use.id, origin: { scope: null, id: use.id } };
  const sizes = at === undefined ? undefined : sizesOfUse(analysis, at.location, at.use);
  const { values, diagnostics } = resolveBlockParameters(parameters, use.parameters, inUse, place, sizes);
  const failed = new Set(diagnostics.map(({ parameter }) => parameter));
  return new Map([...values].filter(([name]) => !failed.has(name)));
}

/** How many copies a use has; null when its expression cannot be computed. */
export function copyCount(analysis: NetworkAnalysis, location: string, use: NodeSpec): number | null {
  if (use.repeat === undefined) return 1;
  const reading = readCount(use.repeat, scopeValues(analysis, location), 0, MOST_COPIES);
  return reading.ok ? reading.value : null;
}

function formatValue(name: string, value: ExpressionValue): string | null {
  // A switch that is on says its name, one that is off says nothing.
  if (typeof value === 'boolean') return value ? name : null;
  return `${name} ${typeof value === 'object' ? value.join(', ') : value}`;
}

/** A pair as cards have it, `3 × 3`; a list with commas. */
function shown(kind: BlockParameter['kind'] | undefined, value: ExpressionValue): ExpressionValue {
  return typeof value === 'object' && kind === 'pair' ? value.join(' × ') : value;
}

/** A block use's short form with the numbers it has here: `filters 128, strides 2, projection`. */
export function describeUse(
  analysis: NetworkAnalysis,
  location: string,
  use: NodeSpec,
  language: Language,
): string {
  const block = blockName(use.type);
  const parameters = scopeContent(analysis.document, block)?.parameters ?? [];
  const values = valuesAt(analysis, location, use);
  const given = use.parameters ?? {};
  return Object.keys(given)
    .map((name) => {
      const parameter = parameters.find((one) => one.name === name);
      const label = parameter === undefined ? name : blockParameterLabel(parameter, language);
      const value = values.get(name);
      if (value !== undefined) return formatValue(label, shown(parameter?.kind, value));
      const raw: ParameterValue | undefined = given[name];
      return isExpression(raw) ? `${label} ${raw.slice(1)}` : `${label} ${String(raw)}`;
    })
    .filter((part) => part !== null)
    .join(', ');
}
