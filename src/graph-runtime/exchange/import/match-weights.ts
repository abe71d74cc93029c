import type { NetworkAnalysis, NodeWeight } from '../../infer/analysis';
import { isSameShape } from '../../layers/tensor-type';
import { weightFamilies } from './families/registry';
import { type CleanedWeights, cleanedWeights, type SourceWeight } from './source-weights';
import { flattenedInputs, type Rearrangement, type TorchWeight, torchWeight } from './torch-layouts';

/** A weight that gets its values from the file. */
export interface MappedWeight {
  /** Here: `stage1/residual1/conv1/kernel`, channels last. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In the file. */
  readonly source: SourceWeight;
  readonly rearrangement: Rearrangement | null;
  readonly kind: TorchWeight['kind'];
}

/** A weight that stays as it is initialized, and why. */
export interface MissingWeight {
  readonly name: string;
  readonly shape: readonly number[];
  /** The tensor of the name that was looked for, where it has another shape. */
  readonly found: SourceWeight | null;
}

/** What of a file goes where: every tensor and every weight is in it once. */
export interface WeightMatch {
  /** Whose names they are: `torchvision ResNet`; `by-order` where modules were paired in their order. */
  readonly family: string;
  readonly mapped: readonly MappedWeight[];
  readonly missing: readonly MissingWeight[];
  /** Tensors that the network has no place for. */
  readonly leftOver: readonly SourceWeight[];
  /** Counters of batch normalization. */
  readonly counters: readonly string[];
  readonly prefix: string;
}

interface NodeWeights {
  readonly path: string;
  readonly type: string;
  readonly weights: readonly NodeWeight[];
  readonly flattened: readonly number[] | null;
}

/**
 * Pairs the tensors of a model of PyTorch with the weights of a network: by the names that a known family's modules have, whichever fits
 * most; where none fits, in the order of both, when kinds and shapes agree all along.
 */
export function matchWeights(analysis: NetworkAnalysis, all: readonly SourceWeight[]): WeightMatch {
  const cleaned = cleanedWeights(all);
  const nodes = nodesWithWeights(analysis);
  const paths = nodes.map(({ path }) => path);
  const byName = weightFamilies.map(({ label, modules }) => matchBy(label, modules(paths), nodes, cleaned));
  const best = byName.reduce((most, match) => (match.mapped.length > most.mapped.length ? match : most));
  // A family of which only what many networks share has been found is none.
  if (best.mapped.length > best.missing.length) return best;
  const inOrder = modulesInOrder(nodes, cleaned);
  const ordered = matchBy('by-order', inOrder, nodes, cleaned);
  return ordered.mapped.length > best.mapped.length ? ordered : best;
}

/** The tensors of Netloom's own files, which have the names of weights. */
export function matchOwnWeights(analysis: NetworkAnalysis, all: readonly SourceWeight[]): WeightMatch {
  const sources = new Map(all.map((source) => [source.name, source]));
  const used = new Set<string>();
  const mapped: MappedWeight[] = [];
  const missing: MissingWeight[] = [];
  for (const { path, weights } of nodesWithWeights(analysis)) {
    for (const { name: own, shape } of weights) {
      const name = `${path}/${own}`;
      const source = sources.get(name) ?? null;
      if (source !== null && isSameShape(source.shape, shape)) {
        used.add(name);
        mapped.push({ name, shape, source, rearrangement: null, kind: 'same' });
      } else missing.push({ name, shape, found: source });
    }
  }
  const leftOver = all.filter(({ name }) => !used.has(name));
  return { family: 'netloom', mapped, missing, leftOver, counters: [], prefix: '' };
}

function nodesWithWeights(analysis: NetworkAnalysis): readonly NodeWeights[] {
  const types = new Map(analysis.graph.nodes.map(({ path, type }) => [path, type]));
  const flattened = flattenedInputs(analysis);
  return analysis.order.flatMap((path): NodeWeights[] => {
    const weights = analysis.nodes.get(path)?.weights ?? [];
    if (weights.length === 0) return [];
    return [{ path, type: types.get(path) ?? '', weights, flattened: flattened.get(path) ?? null }];
  });
}

function matchBy(
  family: string,
  modules: ReadonlyMap<string, string>,
  nodes: readonly NodeWeights[],
  { weights: sources, counters, prefix }: CleanedWeights,
): WeightMatch {
  const used = new Set<SourceWeight>();
  const mapped: MappedWeight[] = [];
  const missing: MissingWeight[] = [];
  for (const { path, type, weights, flattened } of nodes) {
    for (const { name: own, shape } of weights) {
      const name = `${path}/${own}`;
      const torch = torchWeight(type, own, shape, flattened);
      const module = modules.get(path);
      const source = torch && module && sources.get(`${module}.${torch.parameter}`);
      if (torch && source && isSameShape(source.shape, torch.shape)) {
        used.add(source);
        mapped.push({ name, shape, source, rearrangement: torch.rearrangement, kind: torch.kind });
      } else missing.push({ name, shape, found: source || null });
    }
  }
  const leftOver = [...sources.values()].filter((source) => !used.has(source));
  return { family, mapped, missing, leftOver, counters, prefix };
}

/** The modules of a file, in its order, as far as they agree with the nodes in theirs; none where they do not agree all along. */
function modulesInOrder(
  nodes: readonly NodeWeights[],
  { weights: sources }: CleanedWeights,
): ReadonlyMap<string, string> {
  const modules = new Map<string, Map<string, SourceWeight>>();
  for (const [name, source] of sources) {
    const at = name.lastIndexOf('.');
    const [module, parameter] = [name.slice(0, Math.max(0, at)), name.slice(at + 1)];
    modules.set(module, (modules.get(module) ?? new Map<string, SourceWeight>()).set(parameter, source));
  }
  const list = [...modules];
  const pairs = nodes.map((node, index) => [node, list[index]] as const);
  const isAgreeing = pairs.every(([node, module]) => module !== undefined && isSameModule(node, module[1]));
  return isAgreeing
    ? new Map(pairs.flatMap(([node, module]) => (module === undefined ? [] : [[node.path, module[0]]])))
    : new Map();
}

function isSameModule(
  { type, weights, flattened }: NodeWeights,
  module: ReadonlyMap<string, SourceWeight>,
): boolean {
  return (
    weights.length === module.size &&
    weights.every(({ name, shape }) => {
      const torch = torchWeight(type, name, shape, flattened);
      const source = torch && module.get(torch.parameter);
      return torch !== undefined && source !== undefined && isSameShape(source.shape, torch.shape);
    })
  );
}
