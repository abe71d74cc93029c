import type { Text } from '../../graph-runtime/text/text';

/** The words of one reason for which something in a source of data is reported. */
export interface ProblemText {
  /**
   * What happens to it. `skipped`: it is left out. `noted`: nothing is left out (an image whose name has the wrong ending, a class without
   * images).
   */
  readonly effect: 'skipped' | 'noted';
  /** Heading of the group: a noun phrase, such as `Hidden files`. */
  readonly title: Text;
  /** What that means and what can be done about it, in one or two sentences. */
  readonly help: Text;
}

export type ProblemTexts = Readonly<Record<string, ProblemText>>;
