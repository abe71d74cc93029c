import { oncePer } from '../../../graph-runtime/collections/once-per';
import { blockName } from '../../../graph-runtime/document/block-type';
import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { learnableParameters } from '../../../graph-runtime/infer/costs';
import { nodesOf } from '../document/network';
import { type MeasuredNetwork, shownTimes, useMeasuredTimes } from '../runs/measured-times';
import { costAt, layerPaths, locationsInside, scopeAt } from './location';
import { type HeatMeasure, useView } from './view';

/** A measure that a heat map shows. */
export type HeatKind = Exclude<HeatMeasure, 'none'>;

/** A node and its value: a count, bytes, or milliseconds. */
export interface HeatValue {
  readonly id: string;
  readonly value: number;
}

/** The ends of the scale in one scope: of the nodes that have any, the one with the least and the one with the most. */
export interface HeatScale {
  readonly lowest: HeatValue;
  readonly highest: HeatValue;
}

/** Shows a measure on the cards. Time is measured at once, unless it is known. */
export function showHeatMap(measure: HeatMeasure, analysis: NetworkAnalysis): void {
  useView.getState().showHeat(measure);
  if (measure === 'time' && shownTimes(analysis.document) === null)
    void useMeasuredTimes.getState().measure();
}

/** The value of a node of the open scope, with everything inside and all its copies. Null: not known. */
export function heatValue(
  analysis: NetworkAnalysis,
  location: string,
  node: NodeSpec,
  kind: HeatKind,
): number | null {
  if (kind === 'time') {
    const shown = shownTimes(analysis.document);
    return shown === null ? null : timeOf(analysis, location, node, shown.network);
  }
  const cost = costAt(analysis, location, node.id);
  if (kind === 'parameters') return learnableParameters(cost);
  return kind === 'multiplyAccumulates' ? cost.multiplyAccumulates : cost.activationBytes;
}

function timeOf(
  analysis: NetworkAnalysis,
  location: string,
  node: NodeSpec,
  { totals }: MeasuredNetwork,
): number {
  const paths =
    blockName(node.type) === null
      ? layerPaths(analysis, location, node)
      : locationsInside(analysis, location, node.id);
  return paths.reduce((sum, path) => sum + (totals.get(path) ?? 0), 0);
}

const scales = oncePer(
  (_analysis: NetworkAnalysis) => new Map<string, { of: unknown; scale: HeatScale | null }>(),
);

/** The scale of a measure in a scope; null where nothing has any of it. */
export function heatScale(analysis: NetworkAnalysis, location: string, kind: HeatKind): HeatScale | null {
  const known = scales(analysis);
  const key = `${kind}:${location}`;
  const before = known.get(key);
  // Measured again, the same network has another scale.
  const of = kind === 'time' ? (shownTimes(analysis.document)?.network ?? null) : null;
  if (before !== undefined && before.of === of) return before.scale;
  const scale = findScale(
    nodesOf(analysis.document, scopeAt(analysis, location)).map((node) => ({
      id: node.id,
      value: heatValue(analysis, location, node, kind) ?? 0,
    })),
  );
  known.set(key, { of, scale });
  return scale;
}

function findScale(values: readonly HeatValue[]): HeatScale | null {
  const [first, ...others] = values.filter(({ value }) => value > 0);
  if (first === undefined) return null;
  return others.reduce<HeatScale>(
    ({ lowest, highest }, other) => ({
      lowest: other.value < lowest.value ? other : lowest,
      highest: other.value > highest.value ? other : highest,
    }),
    { lowest: first, highest: first },
  );
}
