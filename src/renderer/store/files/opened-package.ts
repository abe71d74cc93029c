import { create } from 'zustand';
import type { OpenedPackage } from '../../../contract/contract';
import { useView } from '../view/view';

interface OpenedPackageState {
  /** What came with the package that was opened last; null: none was. */
  readonly opened: OpenedPackage | null;
}

export const useOpenedPackage = create<OpenedPackageState>()(() => ({ opened: null }));

/** Says what came with the network that is shown now. */
export function showOpenedPackage(opened: OpenedPackage): void {
  useOpenedPackage.setState({ opened });
  useView.getState().openDialog('opened-package');
}
