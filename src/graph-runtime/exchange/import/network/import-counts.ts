import type { FoldedOperations, FoldingReason, MappedOperations } from './import-report';

/** An operation of a file, as far as a report names it. */
export interface CountedOperation {
  readonly operator: string;
  readonly name: string;
  readonly outputs: readonly string[];
}

/** Counts what happened to the operations of a file. */
export class ImportCounts {
  readonly #mapped = new Map<string, MappedOperations>();
  readonly #folded = new Map<string, { operation: string; reason: FoldingReason; names: string[] }>();
  readonly #added = new Map<string, number>();

  mapped({ operator }: Pick<CountedOperation, 'operator'>, layer: string): void {
    const key = `${operator} ${layer}`;
    const count = (this.#mapped.get(key)?.count ?? 0) + 1;
    this.#mapped.set(key, { operation: operator, layer, count });
  }

  folded({ operator, name, outputs }: CountedOperation, reason: FoldingReason): void {
    const key = `${operator} ${reason}`;
    const found = this.#folded.get(key) ?? { operation: operator, reason, names: [] };
    found.names.push(name || (outputs[0] ?? ''));
    this.#folded.set(key, found);
  }

  added(layer: string): void {
    this.#added.set(layer, (this.#added.get(layer) ?? 0) + 1);
  }

  get mappedOperations(): readonly MappedOperations[] {
    return [...this.#mapped.values()];
  }

  get foldedOperations(): readonly FoldedOperations[] {
    return [...this.#folded.values()];
  }

  get addedLayers(): readonly { readonly layer: string; readonly count: number }[] {
    return Array.from(this.#added, ([layer, count]) => ({ layer, count }));
  }
}
