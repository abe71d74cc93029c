import { Handle, Position as Side } from '@xyflow/react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Ports as PortLists } from '../store/network';
import { portFraction } from '../store/node-size';
import styles from './Ports.module.css';

/** The ports of a card: inputs along its top, outputs along its bottom. Names are shown where there are several. */
export const Ports = memo(function Ports({ ports }: { readonly ports: PortLists }) {
  const { t } = useTranslation('canvas');
  const row = (kind: 'inputs' | 'outputs') =>
    ports[kind].map((port, index) => {
      const left = `${portFraction(index, ports[kind].length) * 100}%`;
      const isInput = kind === 'inputs';
      return (
        <span key={`${kind}-${port.name}`}>
          <Handle
            id={port.name}
            type={isInput ? 'target' : 'source'}
            position={isInput ? Side.Top : Side.Bottom}
            className={styles.port}
            data-variadic={port.isVariadic ? '' : undefined}
            style={{ left }}
            title={t(isInput ? 'inputPort' : 'outputPort', { name: port.name })}
          />
          {ports[kind].length > 1 ? (
            <span className={styles.name} data-kind={kind} style={{ left }}>
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
