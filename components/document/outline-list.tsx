'use client';
// The contents list for those who only read: links, nested as the sections are.

import { useTranslations } from 'next-intl';
import { type MouseEvent, memo, useMemo } from 'react';
import { Icon } from '../ui/icon.tsx';
import { useSections } from './document-context.ts';
import type { OutlineExpansion } from './outline-expansion.ts';
import { nestSections, type OutlineNode } from './outline-places.ts';
import { OutlineTitle } from './outline-row.tsx';
import { goToSection, sectionElementId } from './section-address.ts';

type ListProps = { expansion: OutlineExpansion; onGo: () => void };

export function OutlineList({ expansion, onGo }: ListProps) {
  const sections = useSections();
  const nodes = useMemo(() => nestSections(sections), [sections]);
  return <Level nodes={nodes} expansion={expansion} onGo={onGo} />;
}

const Level = memo(function Level({ nodes, ...list }: ListProps & { nodes: readonly OutlineNode[] }) {
  return (
    <ol className="outline-list">
      {nodes.map((node) => (
        <Line key={node.id} node={node} {...list} />
      ))}
    </ol>
  );
});

function Line({ node, expansion, onGo }: ListProps & { node: OutlineNode }) {
  const t = useTranslations('document');
  const { id, section, children } = node;
  const isExpanded = expansion.expanded.has(id);
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    onGo();
    goToSection(id);
  };
  return (
    <li>
      <div className="outline-row" data-outline-row={id}>
        {children.length > 0 ? (
          <button
            type="button"
            className="outline-chevron"
            aria-expanded={isExpanded}
            aria-label={t('expand', { title: section.title })}
            onClick={() => expansion.toggle(id)}
          >
            <Icon name="next" />
          </button>
        ) : (
          <span className="outline-chevron" />
        )}
        <a className="outline-link" href={`#${sectionElementId(id)}`} onClick={go}>
          <OutlineTitle section={section} />
        </a>
      </div>
      {isExpanded && children.length > 0 && <Level nodes={children} expansion={expansion} onGo={onGo} />}
    </li>
  );
}
