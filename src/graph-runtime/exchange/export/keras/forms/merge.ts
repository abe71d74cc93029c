import { NotInKeras, row } from '../call';
import type { KerasFormOf } from '../form';
import { callsOfLine } from '../line-calls';

/** A layer of several values; of one, it is that value. */
export function mergeForm(type: string): KerasFormOf {
  return {
    type,
    write(_parameters, node) {
      if (node.inputs.length === 1) return row();
      const line = callsOfLine(node);
      if (line === null) throw new NotInKeras('no-keras-form');
      return row(...line);
    },
  };
}
