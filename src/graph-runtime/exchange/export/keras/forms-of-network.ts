import type { Diagnostic } from '../../../diagnostics/diagnostic';
import type { NetworkToExport } from '../network-to-export';
import { isNonNegative } from '../non-negative';
import { type KerasForm, NotInKeras, type NotInKerasCode, row } from './call';
import { kerasFormOf } from './registry';

export interface KerasForms {
  /** By the paths of the layers. */
  readonly forms: ReadonlyMap<string, KerasForm>;
  /** Layers that have none, with the reason. */
  readonly problems: readonly Diagnostic[];
}

/** What each layer of a network is in Keras; the uses of one node of a block are written alike. */
export function kerasFormsOf({ entering, layers }: NetworkToExport): KerasForms {
  const found = new Map<string, KerasForm>();
  const problems: Diagnostic[] = [];
  const known = new Map(entering.map(({ path }) => [path, false]));
  const areNonNegative = new Map(
    layers.map((layer) => {
      const inputs = layer.sources.map((source) => ({ isNonNegative: known.get(source) ?? false }));
      known.set(layer.path, isNonNegative(layer.layer.type, inputs));
      return [layer.path, inputs.every((one) => one.isNonNegative)] as const;
    }),
  );
  const uses = new Map<string, string[]>();
  for (const { path, origin } of layers) {
    const key = JSON.stringify(origin);
    uses.set(key, [...(uses.get(key) ?? []), path]);
  }
  const inAllUses = (key: string, has: (path: string) => boolean) => (uses.get(key) ?? []).every(has);
  for (const layer of layers) {
    const key = JSON.stringify(layer.origin);
    const positive = inAllUses(key, (path) => areNonNegative.get(path) === true);
    try {
      found.set(layer.path, kerasFormOf({ ...layer, isNonNegative: positive }));
    } catch (error) {
      if (!(error instanceof NotInKeras)) throw error;
      problems.push(problemAt(layer, error.code));
      found.set(layer.path, row());
    }
  }
  const forms = new Map(
    layers.map(({ path, origin }) => {
      const form = found.get(path) ?? row();
      const key = JSON.stringify(origin);
      const isNamed = inAllUses(key, (one) => {
        const other = found.get(one);
        return other?.named !== undefined || isPlain(other);
      });
      return [path, isNamed ? (form.named ?? form) : form] as const;
    }),
  );
  return { forms, problems };
}

/** One call, whose padding is a name already. */
function isPlain(form: KerasForm | undefined): boolean {
  return form !== undefined && form.calls.length === 1;
}

function problemAt({ path, origin }: NetworkToExport['layers'][number], code: NotInKerasCode): Diagnostic {
  return { code, severity: 'error', path, origin, values: { node: origin.id }, fixes: [] };
}
