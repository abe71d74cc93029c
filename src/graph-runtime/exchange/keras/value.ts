import { pythonCall } from '../../text/python-call';

/** An initializer that is more than its name, as `RandomNormal(stddev=0.02)`. */
export interface KerasInitializer {
  readonly initializer: string;
  readonly arguments: Readonly<Record<string, number | string>>;
}

/** A value of a Keras layer's configuration; `constant` is an initializer that gives one number. */
export type KerasValue =
  | number
  | boolean
  | string
  | null
  | readonly KerasValue[]
  | { readonly constant: number }
  | KerasInitializer;

/** Arguments by the names that Keras gives them. */
export type KerasArguments = Readonly<Record<string, KerasValue>>;

/** The value in Python: `(2, 2)`, `"same"`, `None`. */
export function kerasText(value: KerasValue): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') return `${value}`;
  if ('constant' in value) return `keras.initializers.Constant(${value.constant})`;
  if ('initializer' in value) {
    const words = Object.entries(value.arguments).map(([name, one]) => [name, kerasText(one)] as const);
    return pythonCall(`keras.initializers.${value.initializer}`, [], Object.fromEntries(words));
  }
  const items = value.map(kerasText);
  return items.length === 1 ? `(${items.join('')},)` : `(${items.join(', ')})`;
}

/** The value in the JSON of a model file. */
export function kerasJson(value: KerasValue): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if ('constant' in value) {
    const config = { value: value.constant };
    return { module: 'keras.initializers', class_name: 'Constant', config, registered_name: null };
  }
  if ('initializer' in value) {
    const { initializer: class_name, arguments: config } = value;
    return { module: 'keras.initializers', class_name, config: { ...config }, registered_name: null };
  }
  return value.map(kerasJson);
}
