const LOSSES: ReadonlyMap<string, string> = new Map([
  ['softmax', 'crossEntropy'],
  ['sigmoid', 'binaryCrossEntropy'],
]);

/** The loss of an output that applies an activation itself; undefined for all other layers. */
export function lossOfActivation(type: string): string | undefined {
  return LOSSES.get(type);
}
