interface SelectFieldProps<Value> {
  /** Unique on the page. */
  readonly id: string;
  readonly label: string;
  readonly options: readonly (readonly [value: Value, name: string])[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of several short things. */
export const SelectField = <Value extends string | number>({
  id,
  label,
  options,
  value,
  onChange,
}: SelectFieldProps<Value>) => (
  <div class="field">
    <label for={id}>{label}</label>
    <select
      id={id}
      class="input"
      value={value}
      onChange={event => {
        const chosen = options.find(([option]) => String(option) === event.currentTarget.value);
        if (chosen !== undefined) onChange(chosen[0]);
      }}
    >
      {options.map(([option, name]) => (
        <option key={option} value={option}>
          {name}
        </option>
      ))}
    </select>
  </div>
);
