// The rules of documents, sections and files. What a person may do is their right there (rights.ts), not their role;
// administrators manage everything.

import type { Row, Rule } from '../permission-rule.ts';
import { type DocumentRight, includesRight } from './rights.ts';

const withRule = (rule: Rule): Row => ({ anonymous: false, partner: rule, official: rule, administrator: true });
/** As locks and adoption leave it. */
const right = (needed: DocumentRight) => withRule((facts) => includesRight(facts.right, needed));
/** Whatever is locked or adopted. */
const granted = (needed: DocumentRight) => withRule((facts) => includesRight(facts.granted, needed));

export const DOCUMENT_RULES = {
  'document.create': { anonymous: false, partner: false, official: true, administrator: true },
  /** Say which organisation owns a document: `relation` is not `other` for one that the viewer belongs to. */
  'document.choose-owner': withRule((facts) => facts.relation !== 'other'),
  /** The list: each document in it is asked by itself. */
  'document.list': withRule(true),
  'document.read': right('read'),
  /** What stands at the top of its tree. */
  'document.edit': { ...right('edit'), administrator: (facts) => includesRight(facts.right, 'edit') },
  /** Title, owner, language, status, translations, rights, the trash. */
  'document.manage': granted('manage'),
  'section.read': right('read'),
  'section.edit': { ...right('edit'), administrator: (facts) => includesRight(facts.right, 'edit') },
  /** `relation` is `self` for whoever set the lock. */
  'section.unlock': withRule((facts) => facts.relation === 'self' || includesRight(facts.granted, 'manage')),
  'section.manage': granted('manage'),
  /** `right` is the best one on a section that shows the file, or on where it was added. */
  'file.read': right('read'),
  'file.change': { ...right('edit'), administrator: (facts) => includesRight(facts.right, 'edit') },
} satisfies Record<string, Row>;
