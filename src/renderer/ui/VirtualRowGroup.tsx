import type { ReactNode } from 'react';
import type { VirtualRows } from './use-virtual-rows';

export interface VirtualRowGroupProps {
  readonly virtual: VirtualRows;
  readonly children: ReactNode;
}

/** The body of a table whose rows are drawn as they come into sight. */
export function VirtualRowGroup({ virtual: { before, after }, children }: VirtualRowGroupProps) {
  return (
    <>
      <Space height={before} />
      <tbody>{children}</tbody>
      <Space height={after} />
    </>
  );
}

/** The place of rows that are not drawn. */
function Space({ height }: { readonly height: number }) {
  if (height === 0) return null;
  return (
    <tbody aria-hidden="true">
      <tr style={{ height }} />
    </tbody>
  );
}
