// Pasting and dropping, as far as it is more than words: pictures are asked about one by one, for each needs words for those
// who do not see it; what cannot be taken is told, and the rest of the paste is kept.

import { Extension } from '@tiptap/core';
import { Plugin, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { MAX_FILE_BYTES } from '../../domain/document/file.ts';
import { isShownInline } from '../../domain/file/type.ts';
import { cleanPastedHtml } from './pasted-html.ts';

export type PasteRequests = {
  /** Asks for the words of each picture and puts it where the selection is. */
  addPictures: (files: readonly File[]) => void;
  /** `remote`: a picture of a page elsewhere; `noImage`: another kind of file; `tooLarge`: over the limit. */
  refuse: (what: 'remote' | 'noImage' | 'tooLarge', name: string) => void;
};

export function picturePasting(requests: PasteRequests): Extension {
  return Extension.create({
    name: 'picturePasting',
    addProseMirrorPlugins: () => [pastePlugin(requests)],
  });
}

function pastePlugin(requests: PasteRequests): Plugin {
  // what a paste brings is known before its HTML is read
  let hasFiles = false;
  return new Plugin({
    props: {
      handleDOMEvents: {
        paste: (_view, event) => {
          hasFiles = isAllFiles(event.clipboardData);
          return false;
        },
        drop: (_view, event) => {
          hasFiles = isAllFiles(event.dataTransfer);
          return false;
        },
      },
      transformPastedHTML(html) {
        const { html: cleaned, pictures } = cleanPastedHtml(html);
        if (pictures > 0 && !hasFiles) requests.refuse('remote', '');
        return cleaned;
      },
      // what held nothing but pictures of elsewhere is not left to the browser, which would ask for it once more
      handlePaste: (_view, event, slice) =>
        takeFiles(event.clipboardData, requests) ||
        (slice.size === 0 && event.clipboardData?.types.includes('text/html')),
      handleDrop(view, event) {
        if (view.dragging || !isAllFiles(event.dataTransfer)) return false;
        selectAt(view, event);
        return takeFiles(event.dataTransfer, requests);
      },
    },
  });
}

/** Word and Excel add a picture of the words: then the words are meant. A browser adds the address of a picture. */
function isAllFiles(data: DataTransfer | null): boolean {
  if (!data || data.files.length === 0) return false;
  const words = new DOMParser().parseFromString(data.getData('text/html'), 'text/html').body.textContent ?? '';
  return words.trim() === '';
}

function takeFiles(data: DataTransfer | null, { addPictures, refuse }: PasteRequests): boolean {
  if (!data || !isAllFiles(data)) return false;
  const taken: File[] = [];
  for (const file of data.files) {
    if (!isShownInline(file.type)) refuse('noImage', file.name);
    else if (file.size > MAX_FILE_BYTES) refuse('tooLarge', file.name);
    else taken.push(file);
  }
  if (taken.length > 0) addPictures(taken);
  return true;
}

/** Where the files were let go. */
function selectAt(view: EditorView, { clientX, clientY }: DragEvent): void {
  const at = view.posAtCoords({ left: clientX, top: clientY });
  if (at) view.dispatch(view.state.tr.setSelection(Selection.near(view.state.doc.resolve(at.pos))));
}
