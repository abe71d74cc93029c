import type { ReactNode } from 'react';
import { Dialog } from '../../ui/Dialog';

export interface SourceDialogProps {
  /** The folder or file that is imported. */
  readonly path: string;
  readonly title: string;
  readonly size?: 'medium' | 'large';
  readonly actions: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A step of an import: what is known of a folder or file, with its path, and what can be done next. */
export function SourceDialog({ path, ...dialog }: SourceDialogProps) {
  return <Dialog isOpen description={<code>{path}</code>} {...dialog} />;
}
