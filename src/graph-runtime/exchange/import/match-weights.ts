import type { NetworkAnalysis, NodeWeight } from '../../infer/analysis';
import { isSameShape } from '../../layers/tensor-type';
import { weightFamilies } from './families/registry';
import { PROJECT_FAMILY } from './family';
import { projectPlaces } from './netloom-project';
import { type CleanedWeights, cleanedWeights, type SourceWeight } from './source-weights';
import {
  flattenedInputs,
  type Rearrangement,
  type TensorPart,
  type TorchWeight,
  torchWeights,
} from './torch-layouts';

/** A weight that gets its values from the file. */
export interface MappedWeight {
  /** Here: `stage1/residual1/conv1/kernel`, channels last. */
  readonly name: string;
  readonly shape: readonly number[];
  /** In the file. */
  readonly source: SourceWeight;
  readonly rearrangement: Rearrangement | null;
  readonly kind: TorchWeight['kind'];
  /** Where the tensor holds several weights. */
  readonly part: TensorPart | null;
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
 *
 * @param isOfProject whether the file says that it is of a PyTorch project that was exported from here. Where it does not, names that a network
 *   written by hand would have, too, are taken for such a network's: it flattens with channels first
 */
export function matchWeights(
  analysis: NetworkAnalysis,
  all: readonly SourceWeight[],
  isOfProject = false,
): WeightMatch {
  const cleaned = cleanedWeights(all);
  const project = matchProject(analysis, cleaned);
  if (project !== null && isOfProject) return project;
  const nodes = nodesWithWeights(analysis);
  const paths = nodes.map(({ path }) => path);
  const byName = weightFamilies.map(({ label, modules }) => matchBy(label, modules(paths), nodes, cleaned));
  const best = byName.reduce((most, match) => (match.mapped.length > most.mapped.length ? match : most));
  if (project !== null && (best.missing.length > 0 || best.leftOver.length > 0)) return project;
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
        mapped.push({ name, shape, source, rearrangement: null, kind: 'same', part: null });
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
      const module = modules.get(path);
      const ways = module === undefined ? [] : torchWeights(type, own, shape, flattened);
      // A learned tensor without a module (a token, a scale) is called like one.
      const named = ways.flatMap((torch) => {
        const source = sources.get(`${module}.${torch.parameter}`) ?? sources.get(`${module}`);
        return source === undefined ? [] : [{ torch, source }];
      });
      const fitting = named.find(({ torch, source }) => isHeldBy(source, torch));
      if (fitting !== undefined) {
        const { torch, source } = fitting;
        used.add(source);
        const { rearrangement, kind, part = null } = torch;
        mapped.push({ name, shape, source, rearrangement, kind, part });
      } else missing.push({ name, shape, found: named[0]?.source ?? null });
    }
  }
  const leftOver = [...sources.values()].filter((source) => !used.has(source));
  return { family, mapped, missing, leftOver, counters, prefix };
}

/** Whether a tensor has the values of a weight: a kernel of single pixels may be a matrix, and a scale have axes of size 1. */
function isHeldBy({ shape }: SourceWeight, torch: TorchWeight): boolean {
  const { of } = torch.part ?? { of: 1 };
  const [first = 1, ...rest] = torch.shape;
  return isSameShape(shape, [first * of, ...rest]) || isSameShape(large(shape), large([first * of, ...rest]));
}

const large = (shape: readonly number[]) => shape.filter((size) => size !== 1);

/** The tensors of a PyTorch project that was exported from here, trained since or not: all of its names are in the file, and no others. */
function matchProject(
  analysis: NetworkAnalysis,
  { weights: sources, counters, prefix }: CleanedWeights,
): WeightMatch | null {
  const places = projectPlaces(analysis, (name) => sources.has(name), sources.size);
  if (places === null) return null;
  const mapped: MappedWeight[] = [];
  const missing: MissingWeight[] = [];
  const used = new Set<SourceWeight>();
  for (const { path, weights } of nodesWithWeights(analysis)) {
    for (const { name: own, shape } of weights) {
      const name = `${path}/${own}`;
      const place = places.get(name);
      const source = place && sources.get(place.name);
      if (place && source && isSameShape(source.shape, place.shape)) {
        used.add(source);
        const { rearrangement } = place;
        mapped.push({
          name,
          shape,
          source,
          rearrangement,
          kind: rearrangement ? 'transposed' : 'same',
          part: null,
        });
      } else missing.push({ name, shape, found: source ?? null });
    }
  }
  const leftOver = [...sources.values()].filter((source) => !used.has(source));
  return { family: PROJECT_FAMILY, mapped, missing, leftOver, counters, prefix };
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
      const [torch] = torchWeights(type, name, shape, flattened);
      const source = torch && module.get(torch.parameter);
      return torch !== undefined && source !== undefined && isHeldBy(source, torch);
    })
  );
}
