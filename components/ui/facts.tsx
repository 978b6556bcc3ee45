// What is known of a thing: names and values one under another.

type FactsProps = {
  /** Name and value; what has no value is left out. */
  facts: readonly (readonly [label: string, value: string | null | undefined])[];
};

export function Facts({ facts }: FactsProps) {
  return (
    <dl className="facts">
      {facts
        .filter(([, value]) => value)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
