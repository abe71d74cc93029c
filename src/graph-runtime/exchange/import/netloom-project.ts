import type { NetworkAnalysis } from '../../infer/analysis';
import { networkToExport } from '../export/network-to-export';
import { planModel } from '../export/plan/plan-model';
import { HELPER_NAMES } from '../export/pytorch/added-definitions';
import { pytorchProblems } from '../export/pytorch/export-pytorch';
import { pytorchWriter } from '../export/pytorch/registry';
import type { Rearrangement } from './torch-layouts';

/** Where a PyTorch project has a weight. */
export interface ProjectPlace {
  /** `stage1.residual.0.conv1.weight`. */
  readonly name: string;
  readonly shape: readonly number[];
  readonly rearrangement: Rearrangement | null;
}

/**
 * Where the PyTorch project of a network has its weights, by their names here: as the export writes it, so that what was trained there comes back.
 * Null where a file is not one of it, or the network cannot be exported.
 *
 * @param isThere whether the file has a tensor of that name
 * @param count of the tensors that the file has
 */
export function projectPlaces(
  analysis: NetworkAnalysis,
  isThere: (name: string) => boolean,
  count: number,
): ReadonlyMap<string, ProjectPlace> | null {
  for (const parts of ['all', 'predicting'] as const) {
    const network = networkToExport(analysis, parts);
    // A tensor for each weight: most files are known for another network's by that.
    if (network.layers.flatMap(({ weights }) => weights).length !== count) continue;
    if (pytorchProblems(network).length > 0) return null;
    const { tensors } = planModel(network, pytorchWriter, HELPER_NAMES);
    const names = new Set(tensors.map(({ name }) => name));
    if (names.size !== count || ![...names].every(isThere)) continue;
    return new Map(
      tensors.map(({ weight, name, shape, permutation, dims }) => [
        weight,
        { name, shape: dims, rearrangement: permutation && inverse(shape, permutation) },
      ]),
    );
  }
  return null;
}

/** @param permutation which axis of `shape` each axis of the file is */
function inverse(shape: readonly number[], permutation: readonly number[]): Rearrangement {
  return {
    view: permutation.map((axis) => shape[axis] ?? 1),
    axes: shape.map((_, axis) => permutation.indexOf(axis)),
  };
}
