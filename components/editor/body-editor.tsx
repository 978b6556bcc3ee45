'use client';
// The editor of one section's text. It takes the text it begins with and says when it has changed; who keeps the text, and
// how, is its owner's.

import type { Editor } from '@tiptap/core';
import { EditorContent, useEditor } from '@tiptap/react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { BodyJson } from '../../domain/document/body.ts';
import { BLOCK_ID_LENGTH, blockIdFrom } from '../../domain/document/identify.ts';
import { EditorTasks, type ReferenceTarget, type UploadImage } from './editor-tasks.tsx';
import { bodyExtensions } from './extensions.ts';
import type { EditorRequests } from './formatting.ts';
import { type EditorTask, EditorToolbar } from './toolbar.tsx';
import type { ReferenceWords } from './views/reference-view.ts';

export type BodyEditorProps = {
  /** The accessible name of the text. */
  label: string;
  language: string;
  content: BodyJson;
  /** False shows the text, to be selected and copied. */
  isEditable: boolean;
  /** The number of the section's first footnote. */
  firstFootnote: number;
  referenceWords: ReferenceWords;
  targets: readonly ReferenceTarget[];
  uploadImage: UploadImage;
  /** The block to begin at; null for the beginning. */
  startAt: string | null;
  onReady: (editor: Editor) => void;
  /** After every change of the text. */
  onChange: () => void;
  /** Escape: saves and leaves. */
  onSave: () => void;
  /** Ctrl+S: saves and goes on. */
  onKeep: () => void;
  /** Beside the tools: saving and discarding. */
  children: ReactNode;
};

export function BodyEditor(props: BodyEditorProps) {
  const [task, setTask] = useState<EditorTask | null>(null);
  const editor = useBodyEditor(props, setTask);
  if (editor === null) return null;
  const { firstFootnote, targets, uploadImage, isEditable, children } = props;
  return (
    <div className="editor">
      <div className="editor-head">
        {isEditable && <EditorToolbar editor={editor} onTask={setTask} />}
        <EditorTasks
          editor={editor}
          task={task}
          targets={targets}
          uploadImage={uploadImage}
          onClose={() => setTask(null)}
        />
      </div>
      <div className="editor-side">{children}</div>
      <EditorContent
        editor={editor}
        className="text editor-text"
        style={{ counterReset: `footnote ${firstFootnote - 1}` }}
      />
    </div>
  );
}

const newBlockId = () => blockIdFrom(crypto.getRandomValues(new Uint8Array(BLOCK_ID_LENGTH)));

/** Made once; what its keys ask for is whatever the page says at that time. */
function useBodyEditor(props: BodyEditorProps, openTask: (task: EditorTask) => void): Editor | null {
  const t = useTranslations('editor');
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  const [surroundings] = useState(() => {
    const requests: EditorRequests = {
      save: () => latest.current.onSave(),
      keep: () => latest.current.onKeep(),
      openLink: () => openTask('link'),
    };
    return {
      newId: newBlockId,
      referenceWords: props.referenceWords,
      footnoteTexts: { mark: t('footnoteMark'), field: t('footnoteField') },
      images: { fileHref: (id: string) => `/files/${id}`, captionHint: t('captionHint') },
      requests,
    };
  });
  const { label, language, content, isEditable, startAt } = props;
  const editor = useEditor({
    extensions: bodyExtensions(surroundings),
    content,
    editable: isEditable,
    immediatelyRender: false,
    // its style element has no nonce; what it says is in editor-text.css
    injectCSS: false,
    editorProps: { attributes: { role: 'textbox', 'aria-multiline': 'true', 'aria-label': label, lang: language } },
    onCreate: ({ editor: made }) => {
      begin(made, startAt);
      latest.current.onReady(made);
    },
    onUpdate: () => latest.current.onChange(),
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
