/**
 * The words for one diagnostic. `{name}` stands for a value of the diagnostic: one of its `values`, or `expected`, `received`,
 * `parameter`, `port` and `path`.
 */
export interface DiagnosticText {
  /** What happened, as a sentence. */
  readonly what: string;
  /** How to fix it, as a sentence. */
  readonly advice: string;
}
