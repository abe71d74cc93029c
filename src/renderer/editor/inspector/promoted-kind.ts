import type { BlockParameter } from '../../../graph-runtime/document/document';
import type { ParameterDescription, ResolvedParameter } from '../../../graph-runtime/layers/parameter';

/** What a layer's parameter becomes as a parameter of a block; null where a block has no kind for it. */
export function promotedKind(
  description: ParameterDescription,
  value: ResolvedParameter | undefined,
): Omit<BlockParameter, 'name'> | null {
  switch (description.kind) {
    case 'integer':
    case 'number': {
      if (typeof value !== 'number') return null;
      const { kind, minimum, maximum } = description;
      return { kind, default: value, minimum, maximum };
    }
    case 'boolean':
      return typeof value === 'boolean' ? { kind: 'boolean', default: value } : null;
    case 'text':
      return typeof value === 'string' ? { kind: 'text', default: value } : null;
    case 'choice': {
      if (typeof value !== 'string') return null;
      return { kind: 'choice', default: value, choices: description.choices.map((choice) => choice.value) };
    }
    case 'pair': {
      if (typeof value !== 'object') return null;
      const { minimum, maximum } = description;
      const [height = minimum, width = minimum] = value;
      return { kind: 'pair', default: height === width ? height : [height, width], minimum, maximum };
    }
    case 'padding':
      // A block's paddings may have names.
      if (!description.allowsNamed || value === undefined || typeof value === 'boolean') return null;
      return { kind: 'padding', default: typeof value === 'object' ? [...value] : value };
    case 'shape':
      return typeof value === 'object' ? { kind: 'list', default: [...value] } : null;
  }
}
