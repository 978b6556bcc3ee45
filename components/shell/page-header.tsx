// How a page begins: where it stands, what it is, and what can be done with the whole of it.

import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: string;
  lead?: ReactNode;
  /** Buttons or links; the most important first. */
  actions?: ReactNode;
  /** `Breadcrumbs` above the title. */
  trail?: ReactNode;
  /** A badge after the title. */
  state?: ReactNode;
};

export function PageHeader({ title, lead, actions, trail, state }: PageHeaderProps) {
  return (
    <header className="page-header">
      {trail}
      <div className="page-header-line">
        <div className="page-header-text">
          <h1>{title}</h1>
          {state && <div className="cluster">{state}</div>}
          {lead && <p className="lead">{lead}</p>}
        </div>
        {actions && <div className="page-header-actions">{actions}</div>}
      </div>
    </header>
  );
}
