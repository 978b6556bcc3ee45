'use client';
// The words that React Aria says by itself (dragging, hidden buttons, counts of choices), in our own wording: its Estonian
// and Russian are translated word by word. It takes its strings from the window where they are (see its guide on
// optimising languages); all of its own are kept, and those that are heard on our pages replaced.

import { useTranslations } from 'next-intl';
import { useEffect } from 'react';
import type { Locale } from '../../domain/locale.ts';

type Words = Record<string, Record<string, unknown>>;

/** Its types leave out that each exports its strings as a whole. */
const OWN_WORDS: Record<Locale, () => Promise<unknown>> = {
  et: () => import('react-aria-components/i18n/et-EE'),
  en: () => import('react-aria-components/i18n/en-US'),
  ru: () => import('react-aria-components/i18n/ru-RU'),
};

/** Nothing to see; the language of a page does not change while it is open. */
export function AriaWords({ locale }: { locale: Locale }): null {
  const t = useTranslations('ui.aria');
  useEffect(() => {
    void OWN_WORDS[locale]().then((module) => {
      const own = withOurs((module as { default: Words }).default, ourWords(t));
      Object.assign(window, { [Symbol.for('react-aria.i18n.locale')]: locale });
      Object.assign(window, { [Symbol.for('react-aria.i18n.strings')]: own });
    });
  }, [locale, t]);
  return null;
}

function withOurs(words: Words, ours: Words): Words {
  const replaced = Object.entries(ours).map(([name, own]) => [name, { ...words[name], ...own }]);
  return { ...words, ...Object.fromEntries(replaced) };
}

type Translate = ReturnType<typeof useTranslations<'ui.aria'>>;

function ourWords(t: Translate): Words {
  return {
    '@react-aria/dnd': { ...dragging(t), ...dropping(t) },
    '@react-aria/overlays': { dismiss: t('dismiss') },
    '@react-aria/tree': { expand: t('expand'), collapse: t('collapse') },
    '@react-aria/toast': {
      close: t('dismiss'),
      notifications: ({ count }: { count: number }) => t('toasts', { count }),
    },
    '@react-aria/combobox': {
      buttonLabel: t('choices'),
      listboxLabel: t('choices'),
      countAnnouncement: ({ optionCount }: { optionCount: number }) => t('choicesCount', { count: optionCount }),
      focusAnnouncement: (option: Option) => saidOption(t, option),
    },
    'react-aria-components': { dropzoneLabel: t('dropZone') },
  };
}

type Option = { optionText: string; groupTitle: string; isGroupChange: boolean; isSelected: boolean };

function saidOption(t: Translate, { optionText, groupTitle, isGroupChange, isSelected }: Option): string {
  const option = isSelected ? t('chosen', { title: optionText }) : optionText;
  return isGroupChange ? `${groupTitle}. ${option}` : option;
}

function dragging(t: Translate): Record<string, unknown> {
  return {
    dragItem: ({ itemText }: { itemText: string }) => t('drag', { title: itemText }),
    dragDescriptionKeyboard: t('dragByKey'),
    dragDescriptionTouch: t('dragByTouch'),
    dragDescriptionVirtual: t('dragByClick'),
    dragDescriptionLongPress: t('dragByHolding'),
    dragStartedKeyboard: t('draggingByKey'),
    dragStartedTouch: t('draggingByTouch'),
    dragStartedVirtual: t('draggingByClick'),
    endDragKeyboard: t('stopByKey'),
    endDragTouch: t('stopByTouch'),
    endDragVirtual: t('stopByClick'),
  };
}

function dropping(t: Translate): Record<string, unknown> {
  return {
    dropDescriptionKeyboard: t('dropByKey'),
    dropDescriptionTouch: t('dropByTouch'),
    dropDescriptionVirtual: t('dropByClick'),
    dropCanceled: t('dropCancelled'),
    dropComplete: t('dropDone'),
    dropIndicator: t('dropPlace'),
    dropOnRoot: t('dropAtEnd'),
    dropOnItem: ({ itemText }: { itemText: string }) => t('dropBelow', { title: itemText }),
    insertBefore: ({ itemText }: { itemText: string }) => t('dropBefore', { title: itemText }),
    insertAfter: ({ itemText }: { itemText: string }) => t('dropAfter', { title: itemText }),
    insertBetween: ({ beforeItemText, afterItemText }: { beforeItemText: string; afterItemText: string }) =>
      t('dropBetween', { before: beforeItemText, after: afterItemText }),
  };
}
