/** One node of a run's network. */
export interface NodePaneProps {
  /** The run, or the open network with its initial weights. */
  readonly runId: string;
  /** In the expanded network. */
  readonly path: string;
}
