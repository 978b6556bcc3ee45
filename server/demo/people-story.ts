// How the people and organisations of the demo story came to the instance, and who left it.

import { DEFAULT_INVITATION_DAYS } from '../../domain/people/invitation.ts';
import { addPerson, suspendPerson } from '../people/commands.ts';
import { invitePerson } from '../people/invitations.ts';
import { addMember, createOrganisation } from '../people/organisations.ts';
import { as, daysAgo, done, type Event, place, type Stage } from './stage.ts';
import { DEMO_INVITED, DEMO_ORGANISATIONS, DEMO_PEOPLE, DEMO_SUSPENDED, type DemoPerson } from './story.ts';

const SUSPENDED_DAYS_AGO = 20;
const INVITED_DAYS_AGO = 2;

export const PEOPLE_EVENTS: readonly Event[] = [
  ...Object.entries(DEMO_ORGANISATIONS).map(([key, form]) => ({
    daysAgo: 121,
    happen: async (stage: Stage) => {
      stage.organisations.set(key, done(await createOrganisation(daysAgo(stage, 121), form)).id);
    },
  })),
  ...[...DEMO_PEOPLE, DEMO_SUSPENDED].map(joins),
  {
    daysAgo: SUSPENDED_DAYS_AGO,
    happen: async (stage: Stage) => {
      const id = stage.people.get(DEMO_SUSPENDED.email) ?? '';
      done(await suspendPerson(daysAgo(stage, SUSPENDED_DAYS_AGO), id));
    },
  },
  {
    daysAgo: INVITED_DAYS_AGO,
    happen: async (stage: Stage) => {
      const invitation = {
        email: DEMO_INVITED.email,
        role: 'partner',
        organisationId: place(stage, DEMO_INVITED.organisation),
        locale: 'et',
        days: DEFAULT_INVITATION_DAYS,
      } as const;
      done(await invitePerson(as(stage, 'mari.tamm@kysk.example', INVITED_DAYS_AGO), invitation));
    },
  },
];

function joins(person: DemoPerson): Event {
  return {
    daysAgo: person.joinedDaysAgo,
    happen: async (stage: Stage) => {
      const ctx = daysAgo(stage, person.joinedDaysAgo);
      const { id } = done(await addPerson(ctx, person));
      done(await addMember(ctx, place(stage, person.organisation), id));
      stage.people.set(person.email, id);
    },
  };
}
