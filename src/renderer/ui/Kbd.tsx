import styles from './Kbd.module.css';
import { keyCaps } from './keyCaps';

/** A key combination such as `Mod+Shift+Z`, as this computer's keyboard names it. */
export function Kbd({ keys }: { readonly keys: string }) {
  return (
    <span className={styles.keys}>
      {keyCaps(keys).map((cap) => (
        <kbd key={cap} className={styles.key}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
