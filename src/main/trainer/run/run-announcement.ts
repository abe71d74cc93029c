import type { RunEvent } from '../../../contract/contract';
import { getLayer } from '../../../graph-runtime/layers/registry';
import type { TrainedTarget } from '../../../graph-runtime/targets/target-kind';
import { type PreparedRun, stepsPerEpoch } from '../program/prepared-run';

/** How the run came to its first step. */
export interface RunBeginning {
  readonly secondsToFirstStep: number;
  /** Steps done before; null where the run begins. */
  readonly resumedAtStep: number | null;
}

/** What a run reports of itself when the engine has compiled all there is to compile. */
export function announcementOf(
  run: PreparedRun,
  { secondsToFirstStep, resumedAtStep }: RunBeginning,
): Extract<RunEvent, { type: 'compiled' }> {
  const { analysis, session, trainCount, testCount, examples, document, target, outputs } = run;
  return {
    type: 'compiled',
    device: session.device,
    engine: session.engine.name,
    trainableParameters: analysis.cost.trainableParameters,
    ...(analysis.cost.frozenParameters > 0 && { frozenParameters: analysis.cost.frozenParameters }),
    stepsPerEpoch: stepsPerEpoch(run),
    epochs: document.training.epochs,
    trainCount,
    testCount,
    ...(examples.validation.length > 0 && { validationCount: examples.validation.length }),
    precision: document.training.precision ?? 'float32',
    target: target.kind.id,
    ...(outputs.length > 1 && {
      outputs: outputs.map(({ path, target: own }) => ({ path, target: own.kind.id, ...labelOf(own) })),
    }),
    ...labelOf(target),
    ...(addsLoss(run) && { layerMetrics: ['klDivergence'] as const }),
    secondsToFirstStep,
    ...(resumedAtStep !== null && { resumedAtStep }),
  };
}

function labelOf({ column }: TrainedTarget): { readonly labelName?: string } {
  return column === undefined ? {} : { labelName: column.name };
}

/** Whether layers add to what is minimized, as a sampling layer with a weight does. */
function addsLoss({ program: { plan } }: PreparedRun): boolean {
  const { graph } = plan.analysis;
  return graph.nodes.some(
    ({ path, type, parameters }) =>
      plan.paths.includes(path) && getLayer(type)?.addsLoss === true && parameters.klWeight !== 0,
  );
}
