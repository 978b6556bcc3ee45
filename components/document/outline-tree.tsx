'use client';
// The contents list for those who may change it: a tree whose rows are dragged, by pointer and by keyboard, and moved by
// keys. Each row has a menu with all that can be done to its section.

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useMemo, useRef } from 'react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Collection } from 'react-aria-components/Collection';
import { Tree, TreeItem, TreeItemContent } from 'react-aria-components/Tree';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { Icon } from '../ui/icon.tsx';
import { useDocumentPage, useSections } from './document-context.ts';
import { DocumentIcon } from './document-icon.tsx';
import { useOutlineDragging } from './outline-dragging.tsx';
import type { OutlineExpansion } from './outline-expansion.ts';
import { readOutlineKey } from './outline-keys.ts';
import { nestSections, type OutlineNode, titleOf } from './outline-places.ts';
import { whyNotEdit } from './outline-reasons.ts';
import { OutlineTitle } from './outline-row.tsx';
import { useSectionActions } from './section-actions.ts';
import { goToSection } from './section-address.ts';

type TreeProps = { expansion: OutlineExpansion; onGo: () => void };

export function OutlineTree({ expansion, onGo }: TreeProps) {
  const t = useTranslations('document');
  const sections = useSections();
  const nodes = useMemo(() => nestSections(sections), [sections]);
  const tree = useRef<HTMLDivElement>(null);
  const dragAndDropHooks = useOutlineDragging(tree);
  const onKey = useOutlineKeys();
  const go = (id: string) => {
    onGo();
    goToSection(id);
  };
  return (
    // keys are caught before the tree sees them: it moves its focus by any arrow
    <div onKeyDownCapture={onKey}>
      <Tree
        ref={tree}
        aria-label={t('outline')}
        className="outline-tree"
        items={nodes}
        expandedKeys={expansion.expanded}
        onExpandedChange={(keys) => expansion.set([...keys].map(String))}
        onAction={(key) => go(String(key))}
        dragAndDropHooks={dragAndDropHooks}
      >
        {renderNode}
      </Tree>
    </div>
  );
}

function renderNode(node: OutlineNode) {
  return (
    <TreeItem id={node.id} textValue={titleOf(node.section)} className="outline-item">
      <TreeItemContent>
        {({ hasChildItems }) => <Row section={node.section} hasChildren={hasChildItems} />}
      </TreeItemContent>
      <Collection items={node.children}>{renderNode}</Collection>
    </TreeItem>
  );
}

function Row({ section, hasChildren }: { section: PresentedSection; hasChildren: boolean }) {
  const t = useTranslations('document');
  const { openMenu } = useDocumentPage();
  const { id, title } = section;
  return (
    <div className="outline-row" data-outline-row={id}>
      <AriaButton slot="drag" className="outline-drag" aria-label={t('drag', { title })}>
        <DocumentIcon name="grip" />
      </AriaButton>
      {hasChildren ? (
        <AriaButton slot="chevron" className="outline-chevron" aria-label={t('expand', { title })}>
          <Icon name="next" />
        </AriaButton>
      ) : (
        <span className="outline-chevron" />
      )}
      <span className="outline-link">
        <OutlineTitle section={section} />
      </span>
      <AriaButton
        slot={null}
        className="outline-more"
        aria-haspopup="menu"
        aria-label={t('tools', { title })}
        onPress={({ target }) => target instanceof HTMLElement && openMenu({ sectionId: id, anchor: target })}
      >
        <DocumentIcon name="more" />
      </AriaButton>
    </div>
  );
}

/** Acts on the section whose row has the focus. */
function useOutlineKeys(): (event: KeyboardEvent) => void {
  const { openTask, runner, store } = useDocumentPage();
  const actions = useSectionActions();
  return (event) => {
    const command = readOutlineKey(event);
    if (command === null) return;
    if (command.command === 'undo' || command.command === 'redo') {
      event.preventDefault();
      event.stopPropagation();
      void runner[command.command]();
      return;
    }
    const row = event.target instanceof Element ? event.target.closest('[data-key]') : null;
    const section = store.section(row?.getAttribute('data-key') ?? '');
    if (!section) return;
    event.preventDefault();
    event.stopPropagation();
    const reason = whyNotEdit(section);
    if (reason) actions.refuse(reason);
    else if (command.command === 'rename') openTask({ task: 'rename', sectionId: section.id });
    else if (command.command === 'delete') void actions.remove(section);
    else if (command.command === 'step') void actions.step(section, command.step);
  };
}
