// The operator's commands, all of them: what they are called, what they take, what they do. The command line and the
// serving process read the same table, and nothing else can be asked for.

import { z } from 'zod';
import { INSTANCE_ROLES } from '../../domain/people/viewer.ts';
import { ok, type Result } from '../../domain/result.ts';
import { email, personName } from '../../domain/text.ts';
import { makeSignInLink, openSessionFor } from '../auth/commands.ts';
import { backUp, restore } from '../backup/commands.ts';
import type { Context } from '../context.ts';
import { addPerson, suspendPerson, unsuspendPerson } from '../people/commands.ts';
import { listPeople, personByEmail } from '../people/queries.ts';
import { type Answer, type Command, command } from './command.ts';
import { diagnose } from './doctor.ts';
import { DOCUMENT_COMMANDS } from './document-commands.ts';
import { EXIT } from './outcome.ts';

const nothing = z.strictObject({});
const address = z.strictObject({ email });
const newPerson = z.strictObject({
  email,
  name: personName.optional(),
  role: z.enum(INSTANCE_ROLES, { error: `must be one of ${INSTANCE_ROLES.join(', ')}` }).default('partner'),
});

export const COMMANDS = {
  'user add': command({
    summary: 'Adds an account. Without --role a partner, without --name called as the address begins.',
    positionals: ['email'],
    options: { name: 'NAME', role: INSTANCE_ROLES.join('|') },
    input: newPerson,
    run: async (ctx, { name, ...person }) => {
      const added = await addPerson(ctx, { ...person, name: name ?? person.email.split('@')[0] ?? person.email });
      return added.ok ? ok({ ...added.value, email: person.email, role: person.role }) : added;
    },
  }),
  'user list': command({
    summary: 'Lists all accounts.',
    positionals: [],
    input: nothing,
    run: async (ctx) => {
      const people = await listPeople(ctx);
      if (!people.ok) return people;
      return ok({
        users: people.value.map(({ id, email, name, role, state, createdAt }) => ({
          id,
          email,
          name,
          role,
          state,
          createdAt,
        })),
      });
    },
  }),
  'user suspend': command({
    summary: 'Ends all sessions of an account at once and lets it start none.',
    positionals: ['email'],
    input: address,
    run: (ctx, input) => onPerson(ctx, input.email, 'suspended', suspendPerson),
  }),
  'user unsuspend': command({
    summary: 'Lets a suspended account sign in again.',
    positionals: ['email'],
    input: address,
    run: (ctx, input) => onPerson(ctx, input.email, 'active', unsuspendPerson),
  }),
  'sign-in-link': command({
    summary: 'Makes a link that signs an account in, once and soon. Hand it over in person.',
    positionals: ['email'],
    input: address,
    run: (ctx, input) => makeSignInLink(ctx, input.email),
  }),
  session: command({
    summary: 'Opens a session for scripts and prints its cookie.',
    positionals: ['email'],
    input: address,
    run: async (ctx, input) => {
      const opened = await openSessionFor(ctx, input.email);
      if (!opened.ok) return opened;
      const { cookieName, token, expires } = opened.value;
      return ok({ cookie: `${cookieName}=${token}`, expires });
    },
  }),
  backup: command({
    summary: 'Writes the whole instance to a file, files included, while it runs.',
    positionals: ['file'],
    input: nothing,
    run: (ctx, _, file) => backUp(ctx, (snapshot) => file.write(snapshot)),
  }),
  restore: command({
    summary: 'Fills an empty instance from a back-up.',
    positionals: ['file'],
    input: nothing,
    run: (ctx, _, file) => restore(ctx, file.read()),
  }),
  ...DOCUMENT_COMMANDS,
  doctor: command({
    summary: 'Checks what the instance stands on. Exit code 1 when something is wrong.',
    positionals: [],
    input: nothing,
    run: (ctx) => diagnose(ctx),
    exitOf: (answer) => (answer.ok === true ? EXIT.done : EXIT.refused),
  }),
} satisfies Record<string, Command>;
export type CommandName = keyof typeof COMMANDS;

export function isCommandName(name: unknown): name is CommandName {
  return typeof name === 'string' && Object.hasOwn(COMMANDS, name);
}

async function onPerson(
  ctx: Context,
  address: string,
  state: string,
  change: (ctx: Context, id: string) => Promise<Result<void>>,
): Promise<Result<Answer>> {
  const person = await personByEmail(ctx, address);
  if (!person.ok) return person;
  const changed = await change(ctx, person.value.id);
  return changed.ok ? ok({ id: person.value.id, email: address, state }) : changed;
}
