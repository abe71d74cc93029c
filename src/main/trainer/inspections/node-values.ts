import { failure } from '../../../contract/failures';
import type { Value } from '../../../graph-runtime/ops/op-graph';
import type { PreparedRun } from '../program/prepared-run';
import { RunFailure } from '../protocol/trainer-failure';

/**
 * What a node outputs in evaluation, to be fetched.
 *
 * @throws RunFailure when no node of this path is computed
 */
export function outputOfNode({ program }: PreparedRun, path: string): Value {
  const { outputs } = program.signatures.activations;
  const value = Object.hasOwn(outputs, path) ? outputs[path] : undefined;
  if (value === undefined) throw new RunFailure(failure('node-not-in-use', {}, { path }));
  return value;
}

/**
 * Path of the node whose output enters a node by its first wire.
 *
 * @throws RunFailure when there is no such node or nothing enters it
 */
export function sourceOfNode({ analysis }: PreparedRun, path: string): string {
  const wire = analysis.graph.edges.find((edge) => edge.to.path === path);
  if (wire === undefined) throw new RunFailure(failure('node-not-in-use', {}, { path }));
  return wire.from.path;
}
