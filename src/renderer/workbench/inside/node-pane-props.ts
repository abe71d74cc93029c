/** One node of a run's network. */
export interface NodePaneProps {
  readonly runId: string;
  /** In the expanded network. */
  readonly path: string;
}
