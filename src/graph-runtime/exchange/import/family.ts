import type { ParameterValue } from '../../document/document';

/**
 * How the modules of a network from elsewhere are called that Netloom has, too: one file a family, one line in
 * `families/registry.ts`.
 */
export interface WeightFamily {
  readonly id: string;
  /** Shown in the report: whose names these are. */
  readonly label: string;
  /** Whether its strided convolutions pad as TensorFlow's `same` does; absent: as PyTorch's, alike on both sides. */
  readonly padsAsTensorFlow?: boolean;
  /** Whether its bottlenecks have their stride at the 3x3 convolution (ResNet V1.5); absent: at the first. */
  readonly hasLateStride?: boolean;
  /** Parameters that its layers have, by type, where the paper's network has others. */
  readonly parameters?: Readonly<Record<string, Readonly<Record<string, ParameterValue>>>>;
  /**
   * The module of each node with weights, by its path.
   *
   * @param paths of nodes with weights, in an order of computation
   */
  modules(paths: readonly string[]): ReadonlyMap<string, string>;
}

/** Whose names the tensors of a PyTorch project have that was exported from here. */
export const PROJECT_FAMILY = 'netloom-project';

/** A pattern of paths, and the module's name with `$1`, `$2` put in; or what makes it of the groups. */
export type NamingRule = readonly [RegExp, string | ((...groups: readonly string[]) => string)];

/** A family whose names follow from single paths; the first rule that matches decides. */
export function familyOfRules(
  { id, label, ...more }: Omit<WeightFamily, 'modules'>,
  rules: readonly NamingRule[],
): WeightFamily {
  return { id, label, ...more, modules: (paths) => modulesByRules(paths, rules) };
}

export function modulesByRules(
  paths: readonly string[],
  rules: readonly NamingRule[],
): ReadonlyMap<string, string> {
  const modules = new Map<string, string>();
  for (const path of paths) {
    const module = moduleOf(path, rules);
    if (module !== null) modules.set(path, module);
  }
  return modules;
}

function moduleOf(path: string, rules: readonly NamingRule[]): string | null {
  for (const [pattern, name] of rules) {
    const match = pattern.exec(path);
    if (match === null) continue;
    return typeof name === 'string' ? path.replace(pattern, name) : name(...match.slice(1));
  }
  return null;
}

/** Numbers of copies count from 1 here and from 0 there. */
export const before = (number: string | undefined): number => Number(number) - 1;
