// What a form is told by the server after it was sent. Messages are already in the reader's language, and what
// was typed comes back with them, so that nothing is lost even where no script runs.

/** What was typed or chosen, by the name of the control; names that end in `[]` hold a list. */
export type FormValues = Record<string, string | string[]>;

/**
 * `at` is the instant of the answer in milliseconds: two equal answers in a row are still two. `values` of a
 * `done` answer replace what stands in the fields, for instance in the spelling in which it was stored.
 */
export type FormState =
  | { state: 'idle' }
  | { state: 'done'; at?: number; message?: string; values?: FormValues }
  | {
      state: 'failed';
      at?: number;
      message: string;
      fields: Record<string, string>;
      values: FormValues;
      /** Somebody saved in between: each field shows what is saved now beside what was typed. */
      isStale?: boolean;
    };

export type FormAction = (previous: FormState, data: FormData) => Promise<FormState>;

export const IDLE: FormState = { state: 'idle' };

/** The texts of a form as it stands in the page; files and the framework's own names (`$…`) are left out. */
export function typedValues(data: FormData): FormValues {
  const names = [...new Set(data.keys())].filter((name) => !name.startsWith('$'));
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === 'string');
  return Object.fromEntries(
    names.map((name) => [name, name.endsWith('[]') ? texts(name) : (texts(name).at(-1) ?? '')]),
  );
}
