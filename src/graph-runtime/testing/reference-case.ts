import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { readSafetensors, type StoredTensor } from './safetensors';

const fileNamed = (name: string) => fileURLToPath(new URL(`./reference/${name}`, import.meta.url));

const listSchema = z.object({
  cases: z.array(
    z.object({
      name: z.string(),
      layer: z.string(),
      params: z.record(z.string(), z.unknown()),
      mode: z.enum(['train', 'eval']),
      inputs: z.number().int(),
      weights: z.array(z.string()),
    }),
  ),
});

/** One layer computed by PyTorch: what went in, what came out, and the gradients. */
export interface ReferenceCase {
  readonly name: string;
  /** PyTorch's parameters, under its names. */
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly mode: 'train' | 'evaluate';
  readonly inputCount: number;
  /** `x0`, `y`, `dy`, `dx0`, `weight`, `dweight`, ... as the file has them. Throws when there is none of that name. */
  tensor(name: string): StoredTensor;
}

let tensors: ReadonlyMap<string, StoredTensor> | undefined;

/** The names of all cases. */
export function referenceCaseNames(): string[] {
  return readList().map(({ name }) => name);
}

function readList(): z.infer<typeof listSchema>['cases'] {
  return listSchema.parse(JSON.parse(readFileSync(fileNamed('layers.json'), 'utf8'))).cases;
}

/** The case of a name. Throws when there is none: a test names a case that does not exist. */
export function referenceCase(name: string): ReferenceCase {
  const found = readList().find((entry) => entry.name === name);
  if (found === undefined) throw new Error(`There is no reference case ${name}.`);
  tensors ??= readSafetensors(fileNamed('layers.safetensors'));
  const all = tensors;
  return {
    name,
    parameters: found.params,
    mode: found.mode === 'train' ? 'train' : 'evaluate',
    inputCount: found.inputs,
    tensor(tensorName) {
      const tensor = all.get(`${name}/${tensorName}`);
      if (tensor === undefined) throw new Error(`The reference case ${name} has no ${tensorName}.`);
      return tensor;
    },
  };
}
