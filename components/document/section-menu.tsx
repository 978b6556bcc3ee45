'use client';
// All that can be done with one section, in the order in which people look for it. One menu for the whole page, opened
// beside whichever button asked for it.

import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect } from 'react';
import { Keyboard } from 'react-aria-components/Keyboard';
import { Menu, MenuItem, MenuSection, SubmenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { Separator } from 'react-aria-components/Separator';
import { Text } from 'react-aria-components/Text';
import type { PresentedSection } from '../../domain/document/presented.ts';
import { includesRight } from '../../domain/document/rights.ts';
import { SECTION_KINDS } from '../../domain/document/section.ts';
import { Icon } from '../ui/icon.tsx';
import { useToast } from '../ui/toast.tsx';
import { mayEdit } from './command.ts';
import { type OpenMenu, useDocument, useDocumentPage, useSections } from './document-context.ts';
import { placeBeside, type Step } from './outline-places.ts';
import { type Reason, whyNotDelete, whyNotMerge, whyNotSplit, whyNotStep } from './outline-reasons.ts';
import { useReasonWords, useSectionActions } from './section-actions.ts';
import { sectionElementId } from './section-address.ts';
import { comeFrom } from './section-focus.ts';
import { useMenuKey } from './section-menu-key.ts';

const STEPS: readonly Step[] = ['up', 'down', 'out', 'in'];

export function SectionMenu({ menu }: { menu: OpenMenu | null }) {
  const t = useTranslations('document.menu');
  const { openMenu } = useDocumentPage();
  const sections = useSections();
  useMenuKey(openMenu);
  useEffect(() => menu?.anchor && comeFrom(menu.anchor), [menu]);
  const section = sections.find(({ id }) => id === menu?.sectionId);
  if (!menu || !section) return null;
  const close = () => openMenu(null);
  return (
    <Popover
      className="popover"
      aria-label={t('label', { title: section.title })}
      triggerRef={{ current: menu.anchor }}
      placement="bottom end"
      isOpen
      onOpenChange={(isOpen) => !isOpen && close()}
    >
      <SectionChoices section={section} onClose={close} />
    </Popover>
  );
}

function SectionChoices({ section, onClose }: { section: PresentedSection; onClose: () => void }) {
  const t = useTranslations('document.menu');
  const copyLink = useCopyLink();
  const { openTask } = useDocumentPage();
  const { id, title } = section;
  return (
    <Menu className="menu" aria-label={t('label', { title })} autoFocus="first" onClose={onClose}>
      {mayEdit(section) && <EditingChoices section={section} />}
      <MenuSection>
        <LockChoice section={section} />
        {includesRight(section.granted, 'manage') && (
          <Choice id="rights" onAction={() => openTask({ task: 'rights', sectionId: id })}>
            {t('rights')}
          </Choice>
        )}
        <Choice id="link" onAction={() => void copyLink(section)}>
          {t('copyLink')}
        </Choice>
      </MenuSection>
      {mayEdit(section) && <DeleteChoice section={section} />}
    </Menu>
  );
}

function EditingChoices({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.menu');
  const { openTask, store } = useDocumentPage();
  const sections = useSections();
  const { id } = section;
  const after = placeBeside(sections, id, 'after');
  return (
    <>
      <MenuSection>
        <Choice id="edit" keys="Enter" onAction={() => store.startEditing(id)}>
          {t('edit')}
        </Choice>
        <Choice id="rename" keys="F2" onAction={() => openTask({ task: 'rename', sectionId: id })}>
          {t('rename')}
        </Choice>
        <KindChoices section={section} />
      </MenuSection>
      <Separator />
      <MenuSection>
        {after && (
          <Choice id="add-after" onAction={() => openTask({ task: 'add', place: after })}>
            {t('addAfter')}
          </Choice>
        )}
        <Choice id="add-below" onAction={() => openTask({ task: 'add', place: { parentId: id, beforeId: null } })}>
          {t('addBelow')}
        </Choice>
        <MoveChoices section={section} />
        <SplitAndMergeChoices section={section} />
      </MenuSection>
      <Separator />
    </>
  );
}

/** The present one is marked. */
function KindChoices({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.menu');
  const tKind = useTranslations('document.kinds');
  const { changeKind } = useSectionActions();
  return (
    <Submenu id="kind" label={t('kind')} chosen={section.kind}>
      {SECTION_KINDS.map((kind) => (
        <Choice key={kind} id={kind} onAction={() => void changeKind(section, kind)}>
          {tKind(kind)}
        </Choice>
      ))}
    </Submenu>
  );
}

function MoveChoices({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.menu');
  const { step } = useSectionActions();
  const { openTask } = useDocumentPage();
  const outline = useDocument((state) => state.outline);
  const keys: Record<Step, string> = { up: 'Alt+↑', down: 'Alt+↓', out: 'Alt+←', in: 'Alt+→' };
  return (
    <Submenu id="move" label={t('move')}>
      {STEPS.map((direction) => (
        <Choice
          key={direction}
          id={direction}
          keys={keys[direction]}
          reason={whyNotStep(outline, section, direction)}
          onAction={() => void step(section, direction)}
        >
          {t(direction)}
        </Choice>
      ))}
      <Choice id="elsewhere" onAction={() => openTask({ task: 'move', sectionId: section.id })}>
        {t('moveTo')}
      </Choice>
    </Submenu>
  );
}

function SplitAndMergeChoices({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.menu');
  const { openTask } = useDocumentPage();
  const { merge } = useSectionActions();
  const outline = useDocument((state) => state.outline);
  return (
    <>
      <Choice
        id="split"
        reason={whyNotSplit(section)}
        onAction={() => openTask({ task: 'split', sectionId: section.id })}
      >
        {t('split')}
      </Choice>
      <Choice id="merge" reason={whyNotMerge(outline, section)} onAction={() => void merge(section)}>
        {t('merge')}
      </Choice>
    </>
  );
}

/** Who locked it and who manages it may unlock; what is locked above is unlocked there. */
function LockChoice({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.menu');
  const { openTask } = useDocumentPage();
  const { unlock } = useSectionActions();
  const { lock, id } = section;
  const isHere = lock?.sectionId === id;
  if (isHere && (lock.isOwn || includesRight(section.granted, 'manage'))) {
    return (
      <Choice id="unlock" onAction={() => void unlock(section)}>
        {t('unlock')}
      </Choice>
    );
  }
  if (isHere || !mayEdit(section)) return null;
  return (
    <Choice id="lock" onAction={() => openTask({ task: 'lock', sectionId: id })}>
      {t('lock')}
    </Choice>
  );
}

function DeleteChoice({ section }: { section: PresentedSection }) {
  const t = useTranslations('document.menu');
  const { remove } = useSectionActions();
  const outline = useDocument((state) => state.outline);
  const reason = whyNotDelete(outline, section);
  return (
    <>
      <Separator />
      <MenuSection>
        <Choice id="delete" keys="Del" isDangerous reason={reason} onAction={() => void remove(section)}>
          {t('delete')}
        </Choice>
      </MenuSection>
    </>
  );
}

type ChoiceProps = {
  id: string;
  children: string;
  onAction: () => void;
  /** The keys that do the same in the contents list. */
  keys?: string;
  /** Why it cannot be done now: it stays in reach, so that whoever comes to it hears why. */
  reason?: Reason | null;
  isDangerous?: boolean;
};

function Choice({ id, children, onAction, keys, reason = null, isDangerous = false }: ChoiceProps) {
  const { openMenu } = useDocumentPage();
  const { refuse } = useSectionActions();
  const sayReason = useReasonWords();
  // a choice of a submenu closes that only
  const act = () => {
    openMenu(null);
    if (reason) refuse(reason);
    else onAction();
  };
  const kind = reason ? 'menu-item-unavailable' : isDangerous && 'menu-item-danger';
  return (
    <MenuItem id={id} textValue={children} className={`menu-item ${kind || ''}`} onAction={act}>
      <Text slot="label">{children}</Text>
      {keys && !reason && <Keyboard>{keys}</Keyboard>}
      {reason && <Text slot="description">{sayReason(reason)}</Text>}
    </MenuItem>
  );
}

type SubmenuProps = {
  id: string;
  label: string;
  /** The id of the choice that holds now, in a menu of which one always does. */
  chosen?: string;
  children: ReactNode;
};

function Submenu({ id, label, chosen, children }: SubmenuProps) {
  const marked = chosen === undefined ? {} : { selectionMode: 'single' as const, selectedKeys: [chosen] };
  return (
    <SubmenuTrigger>
      <MenuItem id={id} textValue={label} className="menu-item">
        <Text slot="label">{label}</Text>
        <Icon name="next" />
      </MenuItem>
      <Popover className="popover">
        <Menu className="menu" {...marked}>
          {children}
        </Menu>
      </Popover>
    </SubmenuTrigger>
  );
}

function useCopyLink(): (section: PresentedSection) => Promise<void> {
  const t = useTranslations('document.done');
  const { notify } = useToast();
  return async ({ id }) => {
    await navigator.clipboard.writeText(new URL(`#${sectionElementId(id)}`, window.location.href).href);
    notify(t('linkCopied'));
  };
}
