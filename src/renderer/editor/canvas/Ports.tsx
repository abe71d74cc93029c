import { Handle, useNodeId } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { portLabel } from '../../../graph-runtime/layers/port-label';
import { useLanguage } from '../../messages/useLanguage';
import { useDocument } from '../../store/document/document';
import { type Ports as PortLists, takenInputsOf } from '../../store/document/network';
import { portFraction } from '../../store/document/node-size';
import { useCanvasScope } from './canvas-context';
import styles from './Ports.module.css';
import { PORT_SIDES } from './projection';

interface PortsProps {
  readonly ports: PortLists;
  /** Of the layer or the block. */
  readonly type: string;
}

/**
 * The ports of a card: inputs along the side where values come in, outputs along the opposite one. Names are shown where there
 * are several. An input that has its one wire leaves the pointer to the end of that wire, which is picked up there.
 */
export const Ports = memo(function Ports({ ports, type }: PortsProps) {
  const { t } = useTranslation('canvas');
  const language = useLanguage();
  const { flow, scope } = useCanvasScope();
  const id = useNodeId() ?? '';
  const taken = useDocument(({ document }) => takenInputsOf(document, scope, id)).split(' ');
  const row = (kind: 'inputs' | 'outputs') =>
    ports[kind].map((port, index) => {
      const share = `${portFraction(index, ports[kind].length) * 100}%`;
      const place = flow === 'down' ? { left: share } : { top: share };
      const end = kind === 'inputs' ? 'target' : 'source';
      const name = portLabel(type, port.name, language);
      return (
        <span key={`${kind}-${port.name}`}>
          <Handle
            id={port.name}
            type={end}
            position={PORT_SIDES[flow][end]}
            className={styles.port}
            data-variadic={port.isVariadic ? '' : undefined}
            data-taken={end === 'target' && !port.isVariadic && taken.includes(port.name) ? '' : undefined}
            data-flow={flow}
            style={place}
            title={t(kind === 'inputs' ? 'inputPort' : 'outputPort', { name })}
          />
          {ports[kind].length > 1 ? (
            <span className={styles.name} data-kind={kind} data-flow={flow} style={place}>
              {name}
            </span>
          ) : null}
        </span>
      );
    });
  return (
    <>
      {row('inputs')}
      {row('outputs')}
    </>
  );
});
