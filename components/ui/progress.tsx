// How far something long has come.

type ProgressProps = {
  label: string;
  /** From 0 to 1; absent when nobody knows how long it takes. */
  value?: number;
  /** In words: "12 of 40". */
  text?: string;
};

export function Progress({ label, value, text }: ProgressProps) {
  return (
    <label className="progress">
      <span className="progress-line">
        <span className="progress-label">{label}</span>
        {text && <span className="progress-text">{text}</span>}
      </span>
      <progress max={1} value={value} />
    </label>
  );
}
