// Around all pages of documents: the dialog of rights can be opened from each.

import type { ReactNode } from 'react';
import { RightsProvider } from '../../../../components/document/rights-provider.tsx';
import { loadRightsAction } from './[id]/rights/load.ts';

export default function DocumentsLayout({ children }: { children: ReactNode }) {
  return <RightsProvider load={loadRightsAction}>{children}</RightsProvider>;
}
