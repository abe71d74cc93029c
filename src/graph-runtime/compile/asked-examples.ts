import { labelKindOf } from '../datasets/target-description';
import type { OpGraph, Value } from '../ops/op-graph';
import { secondsOfPlan } from './beside-examples';
import { secondKey, type StoredBatch } from './data-input';
import type { NetworkPlan } from './lower-network';
import { fitImages, type SecondImage } from './prepare-images';
import type { Signature } from './signature';

/* How a network is asked about examples, of the data set or from outside. */

/** What is fed where examples are asked about: the images, and what lies beside them. */
export function askedOf(
  { images, numbers, storedImages }: StoredBatch,
  plan: NetworkPlan,
): Readonly<Record<string, Value>> {
  const seconds = secondsOfPlan(plan).flatMap((second) => {
    const stored = storedImages.get(secondKey(second));
    return stored === undefined ? [] : [[secondFeed(second), stored] as const];
  });
  return { images, ...(numbers && { numbers }), ...Object.fromEntries(seconds) };
}

/** The name of the feed of second images that inputs take, as they are stored. */
export function secondFeed(second: SecondImage): string {
  return `second ${secondKey(second)}`;
}

/** Images of users in the size of the examples, of one or three channels. */
export function fits(graph: OpGraph, exampleShape: readonly number[]) {
  if (exampleShape.length !== 3) return {};
  return { 'fit-1': fitImages(graph, 1, exampleShape), 'fit-3': fitImages(graph, 3, exampleShape) };
}

/** As `fits`, of second images that inputs take. */
export function secondFits(
  graph: OpGraph,
  plan: NetworkPlan,
  exampleShape: readonly number[],
): ReadonlyMap<string, readonly Signature<'pixels', 'images'>[]> {
  return new Map(
    secondsOfPlan(plan).map((second) => {
      const { description } = second;
      const shape = labelKindOf(description).storage(description, exampleShape)?.shape ?? [];
      const ofChannels = ([1, 3] as const).map((channels) =>
        graph.scoped(secondFeed(second), () => fitImages(graph, channels, shape)),
      );
      return [secondFeed(second), ofChannels] as const;
    }),
  );
}
