import type { ResolvedParameters } from '../../../layers/parameter';
import type { TensorType } from '../../../layers/tensor-type';
import type { FunctionForm, FunctionPart, LayerForm, ModuleForm, PlannedArgument } from '../plan/piece';
import type { PythonValue } from '../python/value';

/** How one kind of layer is written in PyTorch. Images come and go channels first, `[batch, channels, height, width]`. */
export interface PytorchForm<P extends ResolvedParameters = ResolvedParameters> {
  /** The layer's type in documents. */
  readonly type: string;
  /** Ways to write it, the usual one first. All keep their weights in the same places. */
  write(parameters: P, inputs: readonly TensorType[]): readonly LayerForm[];
}

/** A call of a class. Arguments are given as `[value]`, or `[value, default]` where it is left out when it is the default. */
export function module(
  callee: string,
  positional: Readonly<Record<string, PythonValue>>,
  keywords: Readonly<Record<string, readonly [PythonValue, PythonValue?]>> = {},
  weights: ModuleForm['weights'] = [],
): ModuleForm {
  return {
    kind: 'module',
    callee,
    positional: Object.entries(positional).map(([name, value]) => ({ name, value })),
    keywords: Object.entries(keywords).map(
      ([name, [value, byDefault]]): PlannedArgument => ({
        name,
        value,
        ...(byDefault !== undefined && { byDefault }),
      }),
    ),
    weights,
  };
}

/** An expression: text, `input(0)`, values. */
export function expression(...parts: readonly FunctionPart[]): FunctionForm {
  return { kind: 'function', parts };
}

export const input = (index: number): FunctionPart => ({ input: index });

/** A number in an expression, which may be another in other uses of a block. */
export const number = (name: string, value: number): FunctionPart => ({ name, value });
