/** A tensor of another program's file, without its values. */
export interface SourceWeight {
  /** As the file has it. */
  readonly name: string;
  readonly shape: readonly number[];
}

/** What is put in front of all names when a model was wrapped (`DataParallel`, `torch.compile`, Lightning). */
const PREFIXES = [/^module\./, /^_orig_mod\./, /^model\./, /^net\./, /^backbone\./];
/** Counters of batch normalization, which nothing is computed from. */
const COUNTER = /(^|\.)num_batches_tracked$/;

export interface CleanedWeights {
  /** By the name without prefixes that all names have. */
  readonly weights: ReadonlyMap<string, SourceWeight>;
  /** Names of the file that hold no weights. */
  readonly counters: readonly string[];
  /** What was taken off in front of all names; '' for nothing. */
  readonly prefix: string;
}

/** Names as their modules have them: without counters, and without a prefix that all names share because the model was wrapped. */
export function cleanedWeights(all: readonly SourceWeight[]): CleanedWeights {
  const counters = all.filter(({ name }) => COUNTER.test(name)).map(({ name }) => name);
  const counted = all.filter(({ name }) => !COUNTER.test(name));
  let prefix = '';
  for (;;) {
    const [first] = counted;
    const rest = first?.name.slice(prefix.length) ?? '';
    const found = PREFIXES.map((pattern) => pattern.exec(rest)?.[0]).find((part) => part !== undefined);
    if (found === undefined || !counted.every(({ name }) => name.startsWith(prefix + found))) break;
    prefix += found;
  }
  return {
    weights: new Map(counted.map((weight) => [weight.name.slice(prefix.length), weight])),
    counters,
    prefix,
  };
}
