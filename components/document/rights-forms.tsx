'use client';
// Forms that change rights: in the dialog they let it load anew what they changed; on the page the server does.

import { type ComponentProps, useContext } from 'react';
import { ActionForm } from '../ui/action-form.tsx';
import { InlineAction } from '../ui/inline-action.tsx';
import { RightsChangedContext } from './rights-context.ts';

export function RightsForm(props: Omit<ComponentProps<typeof ActionForm>, 'onDone'>) {
  return <ActionForm {...props} onDone={useContext(RightsChangedContext)} />;
}

export function RightsAct(props: Omit<ComponentProps<typeof InlineAction>, 'onDone'>) {
  return <InlineAction {...props} onDone={useContext(RightsChangedContext)} />;
}
