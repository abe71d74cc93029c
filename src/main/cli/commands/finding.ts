/** One thing the `doctor` command looked at. */
export interface Finding {
  readonly id:
    | 'node'
    | 'electron'
    | 'libtensorflow'
    | 'device'
    | 'capabilities'
    | 'settings'
    | 'memory'
    | 'datasets';
  readonly label: string;
  /** What was found, in words; further lines are below the first. */
  readonly found: string;
  /** The same for programs. */
  readonly facts: unknown;
  /** What fixes it, when it is missing. */
  readonly fix?: string;
  /** Works, but not as the user may expect. */
  readonly isNotice?: boolean;
}
