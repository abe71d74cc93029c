import type { Fix, LayerRepair } from '../diagnostics/diagnostic';
import { setParameterFix } from '../diagnostics/fixes';
import { chainBefore, findSizeChange } from '../infer/repairs/chain';
import { insertOnWire } from '../infer/repairs/insert-node';
import { fixesOf } from '../infer/repairs/layer-repair';
import { elementCount, formatShape } from '../layers/tensor-type';
import type { CheckContext } from './check';
import { dataInputs } from './inputs';
import { isOnlyUse, repairContextOf, type ScoredOutput, scoreCountFixes } from './scores';
import { wantedShape } from './target-of';

/** An output with the shape that what it is trained for asks for. */
export interface OutputFit {
  readonly scored: ScoredOutput;
  readonly wanted: readonly number[];
  readonly received: readonly number[];
}

/** All outputs whose shape is known, with the shape they must be given. */
export function outputFits(context: CheckContext, outputs: readonly ScoredOutput[]): readonly OutputFit[] {
  const [input] = dataInputs(context);
  return outputs.flatMap((scored) => {
    const wanted = wantedShape(context, scored.output, input?.shape ?? [], scored.scores.shape);
    return wanted === null ? [] : [{ scored, wanted, received: scored.scores.shape }];
  });
}

/** A layer's repair as edits, at an output. */
export function layerFixes(
  context: CheckContext,
  { output }: ScoredOutput,
  code: string,
  repairs: readonly LayerRepair[],
): readonly Fix[] {
  return repairs.flatMap((repair) => fixesOf(repairContextOf(context), output, code, repair));
}

/** Repairs that bring an output to the shape of what it is compared with, best first. */
export function shapeFixes(context: CheckContext, fit: OutputFit): readonly (Fix | null)[] {
  const { scored, wanted, received } = fit;
  const [height, width, channels] = wanted;
  if (height === undefined || width === undefined || channels === undefined) {
    return received.length === 1 ? scoreCountFixes(context, scored, elementCount({ shape: wanted })) : [];
  }
  if (elementCount({ shape: wanted }) === elementCount({ shape: received })) {
    const values = { shape: formatShape(wanted) };
    return [
      insertFix(
        context,
        scored,
        { type: 'reshape', parameters: { targetShape: [...wanted] } },
        'insert-reshape',
        values,
      ),
    ];
  }
  if (received.length !== 3) return [];
  const [receivedHeight, receivedWidth, receivedChannels] = received;
  const isSameSize = receivedHeight === height && receivedWidth === width;
  if (isSameSize) return channelFixes(context, fit, channels);
  if (receivedChannels !== channels) return [];
  return [
    insertFix(
      context,
      scored,
      { type: 'resize', parameters: { size: [height, width] } },
      'insert-resize',
      {},
    ),
  ];
}

/** The number of channels where the layers before decide it, or else by a convolution of single pixels. */
function channelFixes(
  context: CheckContext,
  { scored, wanted }: OutputFit,
  channels: number,
): readonly (Fix | null)[] {
  const change = findSizeChange(repairContextOf(context), chainBefore(scored.wire), wanted);
  const convolution = { type: 'conv2d', parameters: { filters: channels, kernelSize: 1 } };
  const values = { filters: channels, strides: 1, from: scored.wire.edge.origin.edge.from };
  const inserted = insertFix(context, scored, convolution, 'insert-projection', values);
  if (change === null || !isOnlyUse(context, change.node)) return [inserted];
  const { scope, id } = change.node.node.origin;
  const resized = { ...setParameterFix(scope, id, change.parameter, channels), code: 'match-filters' };
  return [resized, inserted];
}

function insertFix(
  context: CheckContext,
  { wire, output }: ScoredOutput,
  node: Parameters<typeof insertOnWire>[2],
  code: string,
  values: Fix['values'],
): Fix | null {
  if (!isOnlyUse(context, output)) return null;
  const inserted = insertOnWire(repairContextOf(context), wire.edge.origin, node);
  return inserted && { code, values, edits: inserted.edits };
}
