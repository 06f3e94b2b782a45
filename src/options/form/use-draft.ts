import { useState } from 'preact/hooks';

export interface Draft<Text> {
  /** What the field shows: what was typed, also when it is no value. */
  readonly text: Text;
  readonly isWrong: boolean;
  readonly enter: (text: Text) => void;
}

/**
 * A field whose text may be no value for the moment: only values are told. A value that comes from elsewhere replaces the
 * text, unless that is wrong just now.
 * @param parse undefined for what is no value
 */
export function useDraft<Value, Text>(
  value: Value,
  parse: (text: Text) => Value | undefined,
  format: (value: Value) => Text,
  onChange: (value: Value) => void,
): Draft<Text> {
  const [typed, setTyped] = useState(() => format(value));
  const parsed = parse(typed);
  const isWrong = parsed === undefined;
  return {
    text: isWrong || parsed === value ? typed : format(value),
    isWrong,
    enter(entered) {
      setTyped(entered);
      const wanted = parse(entered);
      if (wanted !== undefined) onChange(wanted);
    },
  };
}
