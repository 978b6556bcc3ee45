'use client';
// The editor of one section's text, which is in a room: others may be writing in it at the same time.

import type { Editor } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react';
import { MAX_FILE_BYTES } from '../../domain/document/file.ts';
import { BLOCK_ID_LENGTH, blockIdFrom } from '../../domain/document/identify.ts';
import { CALLOUT_KINDS, type CalloutKind } from '../../domain/document/schema/attributes.ts';
import { useToast } from '../ui/toast.tsx';
import { EditorTasks, type ReferenceTarget } from './editor-tasks.tsx';
import { bodyExtensions } from './extensions.ts';
import type { EditorRequests } from './formatting.ts';
import type { UploadImage } from './image-dialog.tsx';
import type { PasteRequests } from './pasted-pictures.ts';
import type { ChangeRefusal } from './room/change-guard.ts';
import type { RoomText } from './room/room-state.ts';
import { type EditorTask, EditorToolbar } from './toolbar.tsx';
import type { ReferenceWords } from './views/reference-view.ts';

export type BodyEditorProps = {
  /** The accessible name of the text. */
  label: string;
  language: string;
  room: RoomText;
  /** False shows the text, to be selected and copied. */
  isEditable: boolean;
  /** The number of the section's first footnote. */
  firstFootnote: number;
  referenceWords: ReferenceWords;
  targets: readonly ReferenceTarget[];
  uploadImage: UploadImage;
  /** The block to begin at; null for the beginning. */
  startAt: string | null;
  /** Escape: leaves the text. */
  onDone: () => void;
  /** Of call-outs, in the language of the text. */
  calloutLabels: Record<CalloutKind, string>;
  /** Beside the text: how it stands, and the way out. */
  children: ReactNode;
};

export function BodyEditor(props: BodyEditorProps) {
  const [task, setTask] = useState<EditorTask | null>(null);
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const open = (next: EditorTask | null, files: readonly File[] = []) => {
    setPictures(files);
    setTask(next);
  };
  const editor = useBodyEditor(props, open);
  if (editor === null) return null;
  const { targets, uploadImage, isEditable, children } = props;
  return (
    <div className="editor">
      <div className="editor-head">
        {isEditable && <EditorToolbar editor={editor} onTask={open} />}
        <EditorTasks
          editor={editor}
          task={task}
          targets={targets}
          uploadImage={uploadImage}
          pictures={pictures}
          onClose={() => open(null)}
        />
      </div>
      <EditorContent editor={editor} className="text editor-text" style={textStyle(props)} />
      <div className="editor-side">{children}</div>
    </div>
  );
}

/** What the text shows and does not hold: where its footnotes begin to count, the names of its call-outs. */
function textStyle({ firstFootnote, calloutLabels }: BodyEditorProps): CSSProperties {
  const labels = CALLOUT_KINDS.map((kind) => [`--callout-${kind}`, JSON.stringify(calloutLabels[kind])]);
  return { counterReset: `footnote ${firstFootnote - 1}`, ...Object.fromEntries(labels) };
}

const newBlockId = () => blockIdFrom(crypto.getRandomValues(new Uint8Array(BLOCK_ID_LENGTH)));

type OpenTask = (task: EditorTask, pictures?: readonly File[]) => void;

/** Made once; what its keys ask for is whatever the page says at that time. */
function useBodyEditor(props: BodyEditorProps, openTask: OpenTask): Editor | null {
  const t = useTranslations('editor');
  const { notify } = useToast();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [surroundings] = useState(() => {
    const requests: EditorRequests = {
      done: () => latest.current.onDone(),
      openLink: () => openTask('link'),
    };
    const pasteRequests: PasteRequests = {
      addPictures: (files) => openTask('image', files),
      refuse: (what, name) => notify(t(`pasting.${what}`, { name, limit: MAX_FILE_BYTES / 2 ** 20 }), 'info'),
    };
    return {
      room: props.room,
      refused: (why: ChangeRefusal) => notify(t(`refused.${why}`), 'info'),
      newId: newBlockId,
      referenceWords: props.referenceWords,
      footnoteTexts: { mark: t('footnoteMark'), field: t('footnoteField') },
      images: { fileHref: (id: string) => `/files/${id}`, captionHint: t('captionHint') },
      requests,
      pasteRequests,
    };
  });
  const { label, language, isEditable, startAt } = props;
  const editor = useEditor({
    extensions: bodyExtensions(surroundings),
    editable: isEditable,
    immediatelyRender: false,
    // its style element has no nonce; what it says is in editor-text.css
    injectCSS: false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, lang: language } },
    onCreate: ({ editor: made }) => begin(made, startAt),
  });
  useEffect(() => {
    if (editor && editor.isEditable !== isEditable) editor.setEditable(isEditable, false);
  }, [editor, isEditable]);
  return editor;
}

/** Puts the cursor where the reader wanted to write. */
function begin(editor: Editor, blockId: string | null): void {
  let position: number | null = null;
  editor.state.doc.descendants((node, at) => {
    if (blockId !== null && node.attrs.id === blockId) position = at + 1;
    return position === null;
  });
  editor.commands.focus(position ?? 'start', { scrollIntoView: position !== null });
}
