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
    case 'choice':
      return typeof value === 'string' ? { kind: 'text', default: value } : null;
    case 'pair': {
      // One number for height and width: a block's parameters are single values.
      if (typeof value !== 'object' || value[0] === undefined || value[0] !== value[1]) return null;
      const { minimum, maximum } = description;
      return { kind: 'integer', default: value[0], minimum, maximum };
    }
    case 'padding':
      if (typeof value === 'string') return { kind: 'text', default: value };
      return typeof value === 'number' ? { kind: 'integer', default: value, minimum: 0 } : null;
    case 'shape':
      return null;
  }
}
