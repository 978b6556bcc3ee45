// What every mail consists of before it has a form: plain sentences and one thing to do.

import type { DateWriter } from '../../../domain/dates.ts';
import type { translator } from '../../translate.ts';

/** Plain text throughout; the form, HTML or not, escapes it. */
export type Letter = {
  subject: string;
  heading: string;
  /** What the mail is about, one paragraph each. */
  paragraphs: string[];
  /** The one link; `label` is what the button says. */
  action: { label: string; url: string };
  /** What to know besides: how long the link lives, when to ignore the mail. */
  notes: string[];
};

/** Writes one kind of mail: its parameters in, sentences in the reader's language out. */
export type LetterWriter<P> = (
  t: ReturnType<typeof translator<'mail'>>,
  params: P,
  instance: string,
  date: DateWriter,
) => Letter;
