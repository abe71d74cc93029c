import type { ExportedLayer } from '../network-to-export';
import type { PythonValue } from '../python/value';

/** An argument of a call, by the name that the class has for it. */
export interface PlannedArgument {
  readonly name: string;
  readonly value: PythonValue;
  /** Left out where it has this value. */
  readonly byDefault?: PythonValue;
}

/** Makes a layer's object: `nn.Conv2d(3, 64, 7, stride=2)`. */
export interface ModuleForm {
  readonly kind: 'module';
  readonly callee: string;
  /** Given in order, without names. */
  readonly positional: readonly PlannedArgument[];
  readonly keywords: readonly PlannedArgument[];
  readonly weights: readonly WeightPlace[];
  /** How it is called: `{}` is itself, `{0}` what enters; absent: `{}({0})`. */
  readonly apply?: string;
}

/** Where the object keeps a weight. */
export interface WeightPlace {
  /** `kernel`, by its name in the network. */
  readonly weight: string;
  /** `weight`, `depthwise.weight`: below the object. */
  readonly attribute: string;
  /** Which of the network's axes comes first, second, ...; absent: all as they are. */
  readonly permutation?: readonly number[];
  /** What it is read as then. */
  readonly dims?: readonly number[];
}

/** Part of an expression: text, what enters (by its number), or a value that may differ from use to use of a block. */
export type FunctionPart = string | { readonly input: number } | PlannedArgument;

/** A layer that needs no object: `a + b`. */
export interface FunctionForm {
  readonly kind: 'function';
  readonly parts: readonly FunctionPart[];
}

export type LayerForm = ModuleForm | FunctionForm;

/** How a merge is written over a list. */
export type ListForm = 'call' | { readonly before: string; readonly after: string };

/** How one framework writes layers. */
export interface LayerWriter {
  /** Ways to write a layer, the usual one first; the first that all uses of a block have in common is taken. Empty: there is none. */
  formsOf(layer: ExportedLayer): readonly LayerForm[];
  /**
   * How a merge takes a list of any length: as text over the list's name, or (`call`) as its own call, which gets `*list`; null where it
   * does not, and takes its inputs one by one.
   */
  ofList(layer: ExportedLayer): ListForm | null;
  /** Objects whose calls go into a list: `nn.ModuleList`. */
  readonly list: string;
  /** An object that gives back what it is given, where some uses of a block leave a layer out. */
  readonly identity: string;
  /** Members in a row as one: `nn.Sequential`. */
  readonly sequence: string;
  /** What a block's class or function is called, after its title; `otherwise` where nothing of that can be a name. */
  blockName(title: string, otherwise: string): string;
  /** Names that no member may have. */
  readonly reservedMembers: Iterable<string>;
  /** A shape of the network as the framework has it, batch first. */
  shapeOf(shape: readonly (number | string)[]): readonly (number | string)[];
}
