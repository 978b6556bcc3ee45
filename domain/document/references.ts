// What a body points at outside itself, and what others may point at in it: enough to render it and to note which
// files it shows, without keeping the body.

import type { Node } from '@tiptap/pm/model';
import type { RawNode } from './mending.ts';

export type References = {
  /** Of images, each once, in reading order. */
  attachmentIds: string[];
  personIds: string[];
  sectionIds: string[];
  blockIds: string[];
  footnotes: number;
};

export function references(body: Node): References {
  const found = { attachments: new Set<string>(), people: new Set<string>(), sections: new Set<string>() };
  const blocks = new Set<string>();
  let footnotes = 0;
  body.descendants(({ type, attrs }) => {
    if (type.name === 'image') found.attachments.add(attrs.attachmentId);
    else if (type.name === 'mention') found.people.add(attrs.personId);
    else if (type.name === 'footnote') footnotes += 1;
    else if (type.name === 'crossReference')
      (attrs.targetKind === 'section' ? found.sections : blocks).add(attrs.targetId);
  });
  return {
    attachmentIds: [...found.attachments],
    personIds: [...found.people],
    sectionIds: [...found.sections],
    blockIds: [...blocks],
    footnotes,
  };
}

/** The attachments that images show, in a text as it is stored or as nobody has looked at it; some perhaps twice. */
export function picturesIn({ type, attrs = {}, content = [] }: RawNode): string[] {
  const own = type === 'image' && typeof attrs.attachmentId === 'string' ? [attrs.attachmentId] : [];
  return [...own, ...content.flatMap(picturesIn)];
}
