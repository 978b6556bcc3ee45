'use client';
// Several views of one thing, one at a time.

import type { ReactNode } from 'react';
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components/Tabs';

export type TabView = { id: string; label: string; content: ReactNode };

type TabsProps = {
  /** What the tabs are of, for people who do not see them. */
  label: string;
  views: readonly TabView[];
};

export function Tabs({ label, views }: TabsProps) {
  return (
    <AriaTabs className="tabs">
      <TabList className="tab-list" aria-label={label}>
        {views.map((view) => (
          <Tab key={view.id} id={view.id} className="tab">
            {view.label}
          </Tab>
        ))}
      </TabList>
      {views.map((view) => (
        <TabPanel key={view.id} id={view.id} className="tab-panel">
          {view.content}
        </TabPanel>
      ))}
    </AriaTabs>
  );
}
