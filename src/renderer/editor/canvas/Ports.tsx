import { Handle, useNodeId } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useDocument } from '../../store/document/document';
import { type Ports as PortLists, takenInputsOf } from '../../store/document/network';
import { portFraction } from '../../store/document/node-size';
import { useCanvasScope } from './canvas-context';
import styles from './Ports.module.css';
import { PORT_SIDES } from './projection';

/**
 * The ports of a card: inputs along the side where values come in, outputs along the opposite one. Names are shown where there
 * are several. An input that has its one wire leaves the pointer to the end of that wire, which is picked up there.
 */
export const Ports = memo(function Ports({ ports }: { readonly ports: PortLists }) {
  const { t } = useTranslation('canvas');
  const { flow, scope } = useCanvasScope();
  const id = useNodeId() ?? '';
  const taken = useDocument(({ document }) => takenInputsOf(document, scope, id)).split(' ');
  const row = (kind: 'inputs' | 'outputs') =>
    ports[kind].map((port, index) => {
      const share = `${portFraction(index, ports[kind].length) * 100}%`;
      const place = flow === 'down' ? { left: share } : { top: share };
      const type = kind === 'inputs' ? 'target' : 'source';
      return (
        <span key={`${kind}-${port.name}`}>
          <Handle
            id={port.name}
            type={type}
            position={PORT_SIDES[flow][type]}
            className={styles.port}
            data-variadic={port.isVariadic ? '' : undefined}
            data-taken={type === 'target' && !port.isVariadic && taken.includes(port.name) ? '' : undefined}
            data-flow={flow}
            style={place}
            title={t(kind === 'inputs' ? 'inputPort' : 'outputPort', { name: port.name })}
          />
          {ports[kind].length > 1 ? (
            <span className={styles.name} data-kind={kind} data-flow={flow} style={place}>
              {port.name}
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
