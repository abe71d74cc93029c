import type { ReceivedKind } from '../diagnostics/diagnostic';
import type { DiagnosticText } from '../text/diagnostic-text';

/** The words of one language for everything that can be wrong with a network, and for the repairs offered. */
export interface MessageCatalog {
  readonly diagnostics: Readonly<Record<string, DiagnosticText>>;
  /** What a repair does, as a short command. */
  readonly fixes: Readonly<Record<string, string>>;
  /** Words that occur in `expected` and `received` where no number says it. */
  readonly terms: Readonly<Record<string, string>>;
  /** A value with its kind: `the text {value}`. */
  readonly kinds: Readonly<Record<ReceivedKind, string>>;
  /** Between two things of which one is enough. */
  readonly or: string;
  /** In front of what was expected, and of what was there instead. */
  readonly labels: {
    readonly expected: string;
    readonly received: string;
    /** Where a mistake shows that a block has: its name, the number of its uses, and their paths. */
    readonly uses: string;
    /** The same for a repeated node. */
    readonly copies: string;
    /** The same of several layers that one cause concerns. */
    readonly layers: string;
    /** Between several things. */
    readonly list: string;
    /** Between the repairs that one is made of. */
    readonly between: string;
    /** A repair that is made at several layers at once. */
    readonly everywhere: string;
  };
}
