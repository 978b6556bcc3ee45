// Which classes make a button; shared by buttons and by links that look like one.

export type ButtonLook = {
  /** Outlined when absent. */
  variant?: 'primary' | 'quiet' | 'danger' | undefined;
  /** 36 px high instead of 44: only beside other things, never as the main action. */
  isSmall?: boolean | undefined;
  /** A danger button that is the last step of a confirmation. */
  isFilled?: boolean | undefined;
};

export function buttonClass({ variant, isSmall, isFilled }: ButtonLook): string {
  const classes = ['button', variant && `button-${variant}`, isFilled && 'button-primary', isSmall && 'button-small'];
  return classes.filter(Boolean).join(' ');
}
