import { useEffect, useMemo, useState } from 'react';
import type { ClassSets } from '../../../contract/class-sets';
import type { DatasetSummary } from '../../../contract/datasets';
import { maskNames } from '../../../graph-runtime/datasets/target-description';
import { request } from '../../store/bridge/bridge';

type ClassesOfMasks = ReadonlyMap<string, ClassSets>;

const NONE: ClassesOfMasks = new Map();

/** Which classes the masks among several labels have, by the names of these, as they come; none of other data sets. */
export function useMaskClasses({ id, target }: DatasetSummary): ClassesOfMasks {
  const [known, setKnown] = useState({ id, classes: NONE });
  const names = useMemo(() => maskNames(target), [target]);
  useEffect(() => {
    let isCurrent = true;
    for (const label of names) {
      void request('data:mask-classes', { id, label }).then((reply) => {
        if (!isCurrent || !reply.ok) return;
        const { value } = reply;
        setKnown((before) => {
          const others = before.id === id ? before.classes : NONE;
          return { id, classes: new Map([...others, [label, value]]) };
        });
      });
    }
    return () => {
      isCurrent = false;
    };
  }, [id, names]);
  return known.id === id ? known.classes : NONE;
}
