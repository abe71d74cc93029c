import type { NodeSpec } from '../../../graph-runtime/document/document';
import type { NetworkAnalysis } from '../../../graph-runtime/infer/analysis';
import { formatBytes } from '../../../graph-runtime/text/format-bytes';
import { useLanguage } from '../../messages/useLanguage';
import { useAnalysis } from '../../store/document/analysis';
import { nodesOf } from '../../store/document/network';
import { useMeasuredTimes } from '../../store/runs/measured-times';
import { type HeatKind, heatScale, heatValue } from '../../store/view/heat';
import { scopeAt } from '../../store/view/location';
import { useView } from '../../store/view/view';
import { formatMilliseconds, formatShort } from '../../ui/format-number';

/** How hot a card is in the heat map that is on. */
export interface CardHeat {
  /** Its share of the costliest node of the scope, from 0 to 1. */
  readonly share: number;
  /** Its value with the unit. */
  readonly text: string;
}

/** A value as cards and the legend say it. */
export function heatText(value: number, kind: HeatKind, language: Parameters<typeof formatShort>[1]): string {
  if (kind === 'time') return formatMilliseconds(value, language);
  return kind === 'activationBytes' ? formatBytes(value, language) : formatShort(value, language);
}

interface NodeHeat {
  readonly kind: HeatKind;
  readonly value: number;
  /** From 0 to 1. */
  readonly share: number;
}

function useNodeHeat(location: string, node: NodeSpec): NodeHeat | null {
  const kind = useView((state) => state.heat);
  // Cards ask again when something was measured.
  useMeasuredTimes((state) => state.latest);
  const value = useAnalysis((analysis) =>
    kind === 'none' ? null : heatValue(analysis, location, node, kind),
  );
  const highest = useAnalysis((analysis) =>
    kind === 'none' ? 0 : (heatScale(analysis, location, kind)?.highest.value ?? 0),
  );
  if (kind === 'none' || value === null) return null;
  return { kind, value, share: highest === 0 ? 0 : value / highest };
}

/** The shares of all nodes of the open scope, for cards that are drawn together; null when the map is off. */
export function useHeatShares(location: string): ReadonlyMap<string, number> | null {
  const kind = useView((state) => state.heat);
  // Asked again when something was measured.
  useMeasuredTimes((state) => state.latest);
  const analysis = useAnalysis((current) => current);
  return kind === 'none' ? null : heatShares(analysis, location, kind);
}

function heatShares(analysis: NetworkAnalysis, location: string, kind: HeatKind): Map<string, number> {
  const highest = heatScale(analysis, location, kind)?.highest.value ?? 0;
  const nodes = nodesOf(analysis.document, scopeAt(analysis, location));
  return new Map(
    nodes.flatMap((node): [string, number][] => {
      const value = heatValue(analysis, location, node, kind);
      return value === null ? [] : [[node.id, highest === 0 ? 0 : value / highest]];
    }),
  );
}

/** Only the share, for cards on which nothing can be read. */
export function useHeatShare(location: string, node: NodeSpec): number | null {
  return useNodeHeat(location, node)?.share ?? null;
}

/** The heat of a node of the open scope; null when the map is off, or when nothing is known of the node. */
export function useHeat(location: string, node: NodeSpec): CardHeat | null {
  const language = useLanguage();
  const heat = useNodeHeat(location, node);
  if (heat === null) return null;
  const { kind, value, share } = heat;
  return { share, text: value === 0 ? '' : heatText(value, kind, language) };
}
