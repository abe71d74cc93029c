import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface PictureOptions {
  /** Whether exported and printed pictures have the network's name and totals above them. */
  readonly hasTotals: boolean;
  toggleTotals(): void;
}

/** How the network is drawn for other programs and for paper; kept for the next time. */
export const usePictureOptions = create<PictureOptions>()(
  persist(
    (set) => ({
      hasTotals: true,
      toggleTotals: () => set(({ hasTotals }) => ({ hasTotals: !hasTotals })),
    }),
    { name: 'netloom-picture' },
  ),
);
