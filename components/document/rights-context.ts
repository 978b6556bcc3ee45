'use client';
// How the rights dialog comes by what it shows: the pages of documents hand the loading down, for components know no
// server.

import { createContext, type ReactNode } from 'react';

/** Renders who may do what at a place of a document; null when the reader may not see the place. */
export type LoadRights = (documentId: string, sectionId: string | null, locale: string) => Promise<ReactNode>;

/** Null outside the pages of documents: then the button leads to the page of rights. */
export const LoadRightsContext = createContext<LoadRights | null>(null);

/** Tells the dialog that rights have changed, so that it loads them anew; on the page nothing has to be told. */
export const RightsChangedContext = createContext<() => void>(() => undefined);
