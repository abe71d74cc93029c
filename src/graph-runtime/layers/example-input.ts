import { getLayer } from './registry';

/** Whether the examples of the data set enter a network through a node: not the numbers or second images beside them. */
export function isExampleInput({
  type,
  parameters,
}: {
  readonly type: string;
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
}): boolean {
  return getLayer(type)?.inputs.length === 0 && !takesNumbers(parameters) && !takesSecond(parameters);
}

/** Whether an input node takes the numbers beside the examples. */
export function takesNumbers(parameters: Readonly<Record<string, unknown>> | undefined): boolean {
  return parameters?.takes === 'numbers';
}

/** Whether an input node takes a second image of the example. */
export function takesSecond(parameters: Readonly<Record<string, unknown>> | undefined): boolean {
  return parameters?.takes === 'second';
}
