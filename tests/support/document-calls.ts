// What the actions and addresses of documents take, well-formed and spoilt, for the fuzz (fault I5).

import { DOCUMENT_KINDS, DOCUMENT_LANGUAGES, DOCUMENT_STATUSES } from '../../domain/document/document.ts';
import { DOCUMENT_RIGHTS } from '../../domain/document/rights.ts';
import { SECTION_KINDS } from '../../domain/document/section.ts';
import type { RawRequest } from './raw-request.ts';

/** A tag of no browser: wherever it comes back as one, a script would have run. */
export const PLANTED = '<kaasa-planted onload=alert(1)>';

const ODD: unknown[] = [
  ...['', ' ', '0', '-1', '1e99', 'NaN', "' OR 1=1 --", '../../x', '\u202e\u0000', '__proto__', 'constructor'],
  ...[PLANTED, `"'>${PLANTED}`, '𝕏'.repeat(200), 'x'.repeat(20_000), '\ud800', 'a'.repeat(36), '=1+1'],
  ...[null, true, 0, -1, 1.5, 2 ** 53, 1e300, [], {}, [[[[]]]], { type: 'doc' }, { toString: 1 }],
];

export type Draw = {
  one: <T>(list: readonly T[]) => T;
  below: (limit: number) => number;
  /** Of what is there. */
  documents: readonly string[];
  sections: readonly string[];
};
/** One thing an argument may be. */
type Make = (draw: Draw) => unknown;

const NOWHERE = '00000000-0000-4000-8000-000000000001';
const anyId = ({ one, documents, sections }: Draw) => one([...documents, ...sections, NOWHERE]);
/** Mostly of the right kind. */
const document: Make = (draw) => (draw.below(5) === 0 ? anyId(draw) : draw.one(draw.documents));
const section: Make = (draw) => (draw.below(5) === 0 ? anyId(draw) : draw.one(draw.sections));
const noneOrId: Make = (draw) => (draw.below(2) === 0 ? draw.one(['', null]) : anyId(draw));
const revision: Make = ({ one }) => one([1, 1, 1, 2, 3]);
const title: Make = ({ one }) => one(['Eesmärk', 'Мера', PLANTED, `Tere ${PLANTED}`, '']);
const among =
  (choices: readonly unknown[]): Make =>
  ({ one }) =>
    one(choices);
const subject: Make = (draw) => `${draw.one(['person', 'organisation', 'x'])}:${anyId(draw)}`;

type Fields = Record<string, Make>;
const namedSection: Fields = { id: section };
const namedDocument: Fields = { id: document };
const place: Fields = { parentId: noneOrId, beforeId: noneOrId };
const described: Fields = { title, language: among(DOCUMENT_LANGUAGES), ownerOrganisationId: noneOrId };
const granted: Fields = { documentId: document, sectionId: noneOrId, subjectId: subject };
const act: Fields = { actTitle: title, actNumber: title, actDate: among(['2026-02-28', '2026-02-30']), adopter: title };
const upload: Make = ({ one }) => ({
  file: one(['# Kava\n\nTere.', `# ${PLANTED}\n\n${PLANTED}`, '', '\u0000\uffff']),
});
const imported: Fields = { ...described, ...{ documentId: noneOrId, parentId: noneOrId, file: upload } };

/** Called with a language and an object, by their exported names. */
const COMMANDS: Record<string, Fields> = {
  addSectionAction: { documentId: document, ...place, title, kind: among(SECTION_KINDS) },
  renameSectionAction: { id: section, revision, title },
  changeSectionKindAction: { id: section, revision, kind: among(SECTION_KINDS) },
  moveSectionAction: { id: section, ...place },
  promoteSectionAction: namedSection,
  demoteSectionAction: namedSection,
  splitSectionAction: { id: section, bodyRevision: revision, blockId: among(['a1', 'x']), title },
  mergeSectionAction: { id: section, bodyRevision: revision, intoBodyRevision: revision },
  deleteSectionAction: namedSection,
  restoreSectionAction: namedSection,
  undoChangeAction: { documentId: document, changeId: section },
  lockSectionAction: { id: section, reason: title },
  unlockSectionAction: namedSection,
  removeFileAction: namedSection,
  restoreFileAction: namedSection,
};

/** Called with a form, by their exported names. */
const FORMS: Record<string, Fields> = {
  createDocumentAction: { ...described, kind: among(DOCUMENT_KINDS) },
  editDocumentAction: { ...namedDocument, revision, ...described },
  setStatusAction: { ...namedDocument, revision, status: among(DOCUMENT_STATUSES), ...act },
  trashDocumentAction: namedDocument,
  restoreDocumentAction: namedDocument,
  makeTranslationAction: { id: document, title, language: among(DOCUMENT_LANGUAGES) },
  linkTranslationAction: { followerId: document, leadingId: document },
  unlinkTranslationAction: { followerId: document },
  markCheckedAction: { sectionId: section },
  pairSectionAction: { sectionId: section, leadingSectionId: noneOrId },
  grantAction: { ...granted, right: among(DOCUMENT_RIGHTS) },
  changeGrantAction: { ...granted, right: among(DOCUMENT_RIGHTS) },
  withdrawAction: granted,
  restrictAction: { sectionId: section, keep: subject },
  openSectionAction: { sectionId: section, dropGrants: among(['on', '']) },
  importAction: { ...imported, kind: among(DOCUMENT_KINDS), destination: among(['here', 'new']) },
  previewImportAction: { ...imported, destination: among(['here', 'new']) },
};

/** Every action that this file knows the arguments of. */
export const KNOWN_ACTIONS = [...Object.keys(COMMANDS), ...Object.keys(FORMS), 'loadRightsAction'];

/** A call of the action `name`; a third of them with one argument spoilt. */
export function callOf(draw: Draw, name: string): Pick<RawRequest, 'headers' | 'body'> {
  const fields = COMMANDS[name];
  if (fields) return json(['et', spoilt(draw, valuesOf(draw, fields))]);
  if (name === 'loadRightsAction')
    return json(Object.values(spoilt(draw, { a: document(draw), b: noneOrId(draw), c: 'et' })));
  const values = Object.entries(spoilt(draw, valuesOf(draw, FORMS[name] ?? {})));
  return formCall(values, name === 'previewImportAction' ? '["$K1"]' : '[{"state":"idle"},"$K1"]');
}

const valuesOf = (draw: Draw, fields: Fields): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).map(([key, make]) => [key, make(draw)]));

function spoilt({ one, below }: Draw, values: Record<string, unknown>): Record<string, unknown> {
  const key = one(Object.keys(values));
  const way = below(9);
  if (way === 0) return Object.fromEntries(Object.entries(values).filter(([name]) => name !== key));
  return way < 3 ? { ...values, [key]: one(ODD) } : values;
}

const json = (values: unknown[]) => ({
  headers: { 'content-type': 'text/plain;charset=UTF-8' },
  body: JSON.stringify(values),
});

/** As React writes it: the arguments in part 0, the fields of the form in parts of their own. */
function formCall(values: [string, unknown][], args: string): Pick<RawRequest, 'headers' | 'body'> {
  const part = (name: string, text: string, rest = '') =>
    `--x\r\ncontent-disposition: form-data; name="${name}"${rest}\r\n\r\n${text}\r\n`;
  const parts = values.map(([name, value]) =>
    isUpload(value)
      ? part(`1_${name}`, value.file, '; filename="kava.md"\r\ncontent-type: text/markdown')
      : part(`1_${name}`, typeof value === 'string' ? value : (JSON.stringify(value) ?? '')),
  );
  const body = `${parts.join('')}${part('1_pageLocale', 'et')}${part('0', args)}--x--\r\n`;
  return { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body };
}

const isUpload = (value: unknown): value is { file: string } =>
  typeof value === 'object' && value !== null && 'file' in value;

/** Addresses of documents that are read, well-formed and spoilt. */
export function addressOf(draw: Draw): string {
  const { one } = draw;
  const [some, part] = [document(draw), section(draw)];
  const odd = encodeURIComponent(one(ODD.filter((each) => typeof each === 'string')).toWellFormed());
  return one([
    `/et/documents/${some}`,
    `/et/documents/${some}/outline`,
    `/et/documents/${some}/outline/history`,
    `/et/documents/${some}/bodies?sections=${odd},${part}`,
    `/et/documents/${some}/rights?section=${odd}`,
    `/et/documents/${odd}/outline`,
    `/et/search/suggest?q=${odd}`,
    `/et/search?q=${odd}&document=${odd}&page=${odd}`,
    `/et/documents?text=${odd}&status=${odd}&sort=${odd}&page=${odd}`,
  ]);
}
