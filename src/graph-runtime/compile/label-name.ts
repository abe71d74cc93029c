import type { NetloomDocument } from '../document/document';
import { analyze } from '../infer/analyze';
import { planNetwork } from './lower-network';

/**
 * The name of the label that a main output of a document learns; empty: the first of its data set, or its only one.
 *
 * @param path absent: the first main output
 */
export function labelNameOf(document: NetloomDocument, path?: string): string {
  const analysis = analyze(document);
  if (!analysis.isTrainable) return '';
  const { main, mains } = planNetwork(analysis);
  const { loss, parameters } = mains.find((output) => output.path === path) ?? main;
  return loss.target(parameters).label;
}
