'use client';
// Around the pages of documents: makes the dialog of rights work in everything below.

import type { ReactNode } from 'react';
import { type LoadRights, LoadRightsContext } from './rights-context.ts';

/** `load` is a server action. */
export function RightsProvider({ load, children }: { load: LoadRights; children: ReactNode }) {
  return <LoadRightsContext value={load}>{children}</LoadRightsContext>;
}
