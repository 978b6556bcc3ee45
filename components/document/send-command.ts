// Sends a command to the server. That no answer came is an answer too: nothing is known of what became of it.

import { unstable_rethrow } from 'next/navigation';
import type { Command, CommandAnswer } from './command.ts';

/** `notSent` is said when the connection or the server failed. */
export async function sendCommand<I, T>(
  command: Command<I, T>,
  locale: string,
  input: I,
  notSent: string,
): Promise<CommandAnswer<T>> {
  try {
    return await command(locale, input);
  } catch (error) {
    // what Next throws to go to another page is Next's; anything else is a connection or a server that failed
    unstable_rethrow(error);
    return { ok: false, code: 'server-error', message: notSent, fields: {} };
  }
}
