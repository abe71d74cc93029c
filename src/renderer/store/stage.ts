import { scopeLayout, useLayouts } from '../canvas/layout/layouts';
import { analysisOf } from './analysis';
import { useDocument } from './document';
import { existingLocation, scopeAt } from './location';
import type { Wire } from './network';
import { wiresOf } from './network';
import type { Stage, Step } from './steps/step';
import { useView } from './view';

/** What gestures start from, read from the stores at the moment of the gesture. */

/** The location that is open and still there. */
export function openLocation(): string {
  return existingLocation(analysisOf(useDocument.getState().document), useView.getState().location);
}

export function currentStage(): Stage {
  const { document, generation } = useDocument.getState();
  const scope = scopeAt(analysisOf(document), openLocation());
  const { positions } = scopeLayout(useLayouts.getState().layouts, generation, document, scope);
  return { document, scope, positions };
}

/** The selected wires of the open scope. */
export function selectedWires(stage: Stage = currentStage()): Wire[] {
  const { selectedEdges } = useView.getState();
  if (selectedEdges.size === 0) return [];
  return wiresOf(stage.document, stage.scope).filter((wire) => selectedEdges.has(wire.key));
}

/** Carries a step out: one entry in the history, and the selection that belongs to it. */
export function performStep(step: Step, gesture?: string): void {
  useDocument.getState().perform(step.label, step.edits, gesture === undefined ? {} : { gesture });
  if (step.select !== undefined) useView.getState().select(step.select);
}
