import type { DiagnosticDraft } from '../diagnostics/diagnostic';
import type { ConvolutionOptions } from '../ops/convolution';
import { biasAdd } from '../ops/matmul';
import type { Value } from '../ops/op-graph';
import type { Language } from '../text/text';
import {
  biasWeight,
  type ConvolutionWindow,
  convolutionWindow,
  describeWindow,
  kernelWeight,
} from './convolution';
import { explainMultiplyAccumulates, explainParameters, explainWindow, formatPair } from './formula';
import type { Fans, InitializerChoice } from './initializer';
import { kerasInitializer } from './keras-initializer';
import type { LayerDefinition, LoweringContext } from './layer';
import { type FamilyRule, ofFamily } from './layer-family';
import { nativePadding } from './native-window';
import type { ResolvedParameters } from './parameter';
import {
  kerasPadding,
  kerasSequence,
  pythonPair,
  pytorchPadding,
  pytorchSequence,
  unlessDefault,
} from './python';
import { exampleShape, imageOf, inferImage, inferred, refused } from './shape-rules';
import { shortForm } from './short-form';
import { type WindowComputation, windowTaps } from './window-computation';
import { windowDiagnostic } from './window-parameters';

type ConvolutionParameters = ResolvedParameters &
  ConvolutionWindow & { readonly useBias: boolean; readonly biasInitializer: string };

/** A kernel that slides over the image, or mixes the channels of what another one made. */
interface Kernel {
  readonly name: string;
  /** `[height, width, channels, filters]`; as many products for each cell of the output as it has numbers. */
  readonly shape: readonly number[];
  /** Its shape as formulas show it, where that is shorter. */
  readonly factors?: readonly number[];
  readonly initializer: InitializerChoice;
  readonly fans: Fans;
}

/** Arguments of Keras's convolutions that mean the same in all; null where the default says it. */
interface KerasArguments {
  readonly strides: string | null;
  readonly padding: string | null;
  readonly dilation_rate: string | null;
  readonly use_bias: string | null;
  readonly bias_initializer: string | null;
}

/** The same of `nn.Conv2d`, for the kernel that slides. */
interface PytorchArguments {
  readonly stride: string | null;
  readonly padding: string | null;
  readonly dilation: string | null;
  readonly bias: string | null;
}

/** What is special about one convolution. */
interface ConvolutionRule<P extends ConvolutionParameters>
  extends FamilyRule<P>,
    Pick<LayerDefinition<P>, 'parameters'> {
  /** Number of channels that come out where `channels` come in. */
  filters(parameters: P, channels: number): number;
  /** Parts of the short form in front of the kernel's size, and after stride and dilation. */
  describe?(parameters: P, language: Language): { readonly before?: string; readonly after?: string };
  /** What is wrong besides a window that does not fit; null when nothing is. */
  refuse?(parameters: P, channels: number): DiagnosticDraft | null;
  /** The kernels, each applied to what the one before made; the bias follows the last, and starts by its fans. */
  kernels(parameters: P, channels: number): readonly [Kernel, ...Kernel[]];
  /** @param window of the kernel that slides */
  convolve(context: LoweringContext, parameters: P, x: Value, window: ConvolutionOptions): Value;
  /** How one number is computed, beside window and bias. */
  computation(parameters: P, channels: number): Pick<WindowComputation, 'channels' | 'kernel' | 'mix'>;
  /** The layer's line in Keras; null where it has none. */
  keras(parameters: P, shared: KerasArguments): string | null;
  /** Its modules in PyTorch, in their order. */
  pytorch(parameters: P, channels: number, shared: PytorchArguments): readonly string[];
}

const FAMILY = {
  category: 'convolution',
  parameterNames: {
    in_channels: null,
    kernel: 'kernelSize',
    kernel_shape: 'kernelSize',
    stride: 'strides',
    dilation: 'dilationRate',
    dilations: 'dilationRate',
    bias: 'useBias',
    pad: 'padding',
    pads: 'padding',
  },
} as const;

/** Makes a layer of a convolution: kernels over the window of an image, and a bias for each channel that comes out. */
export function defineConvolution<P extends ConvolutionParameters>(
  rule: ConvolutionRule<P>,
): LayerDefinition<P> {
  return {
    ...ofFamily(FAMILY, rule),
    parameters: rule.parameters,
    describe(parameters, language) {
      const { before = '', after = '' } = rule.describe?.(parameters, language) ?? {};
      return shortForm([
        before,
        formatPair(parameters.kernelSize),
        describeWindow(parameters, language),
        after,
      ]);
    },
    infer: (parameters, inputs) =>
      inferImage(inputs, (image) => {
        const window = convolutionWindow(parameters, image);
        const diagnostic =
          rule.refuse?.(parameters, image[2]) ?? windowDiagnostic(window, image, 'kernelSize');
        if (diagnostic !== null) return refused(diagnostic);
        return inferred([window.height.output, window.width.output, rule.filters(parameters, image[2])]);
      }),
    ...costOf(rule),
    computation(parameters, inputs) {
      const image = imageOf(inputs);
      return {
        ...rule.computation(parameters, image[2]),
        taps: windowTaps(convolutionWindow(parameters, image)),
        operation: 'sum',
        hasBias: parameters.useBias,
      };
    },
    lower: (context, parameters, inputs) =>
      inputs.map((x) => {
        const convolved = rule.convolve(context, parameters, x, {
          strides: parameters.strides,
          padding: nativePadding(convolutionWindow(parameters, exampleShape(x))),
          dilations: parameters.dilationRate,
        });
        return parameters.useBias ? biasAdd(context.graph, convolved, context.weight('bias')) : convolved;
      }),
    code: codeOf(rule),
  };
}

/** What its kernels and its bias weigh and cost. */
function costOf<P extends ConvolutionParameters>(
  rule: ConvolutionRule<P>,
): Pick<LayerDefinition<P>, 'weights' | 'multiplyAccumulates' | 'explain'> {
  return {
    weights(parameters, inputs) {
      const channels = imageOf(inputs)[2];
      const kernels = rule.kernels(parameters, channels);
      const weights = kernels.map(({ name, shape, initializer, fans }) =>
        kernelWeight(name, shape, initializer, fans),
      );
      if (!parameters.useBias) return weights;
      const { fans } = kernels.at(-1) ?? kernels[0];
      return [...weights, biasWeight(rule.filters(parameters, channels), parameters.biasInitializer, fans)];
    },
    multiplyAccumulates(parameters, inputs, outputs) {
      const [height, width] = imageOf(outputs);
      const sizes = rule
        .kernels(parameters, imageOf(inputs)[2])
        .map(({ shape }) => shape.reduce((product, size) => product * size, 1));
      return height * width * sizes.reduce((sum, size) => sum + size, 0);
    },
    explain(parameters, inputs, outputs) {
      const image = imageOf(inputs);
      const [height, width, filters] = imageOf(outputs);
      const kernels = rule.kernels(parameters, image[2]).map(({ shape, factors = shape }) => factors);
      return [
        ...explainWindow(convolutionWindow(parameters, image)),
        explainParameters(parameters.useBias ? [...kernels, [filters]] : kernels),
        explainMultiplyAccumulates(kernels.map((kernel) => [height, width, ...kernel])),
      ];
    },
  };
}

function codeOf<P extends ConvolutionParameters>(rule: ConvolutionRule<P>): LayerDefinition<P>['code'] {
  return {
    keras(parameters) {
      const padding = kerasPadding(parameters.padding);
      const layer = rule.keras(parameters, {
        strides: unlessDefault(pythonPair(parameters.strides), '1'),
        padding: padding.argument,
        dilation_rate: unlessDefault(pythonPair(parameters.dilationRate), '1'),
        use_bias: parameters.useBias ? null : 'False',
        bias_initializer: unlessDefault(kerasInitializer(parameters.biasInitializer), '"zeros"'),
      });
      return layer === null ? null : kerasSequence([...padding.before, layer]);
    },
    pytorch(parameters, inputs) {
      const image = imageOf(inputs);
      const padding = pytorchPadding(convolutionWindow(parameters, image));
      const modules = rule.pytorch(parameters, image[2], {
        stride: unlessDefault(pythonPair(parameters.strides), '1'),
        padding: padding.argument,
        dilation: unlessDefault(pythonPair(parameters.dilationRate), '1'),
        bias: parameters.useBias ? null : 'False',
      });
      return pytorchSequence([...padding.before, ...modules]);
    },
  };
}
