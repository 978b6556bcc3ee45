// The name by which a person recognises one of their own sessions.

import Bowser from 'bowser';
import { isSafeText } from '../../domain/safe-text.ts';

const LONGEST_AGENT = 400;
const LONGEST_PART = 30;

/** "Firefox, Linux" for a User-Agent header; '' when it says nothing we know. */
export function deviceName(userAgent: string | null): string {
  const agent = (userAgent ?? '').slice(0, LONGEST_AGENT).trim();
  if (agent === '' || !isSafeText(agent)) return '';
  const { browser, os } = Bowser.parse(agent);
  return [browser.name, os.name]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => part?.slice(0, LONGEST_PART))
    .join(', ');
}
