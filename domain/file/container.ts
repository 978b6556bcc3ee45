// ZIP containers: Word, Excel, PowerPoint (ECMA-376), OpenDocument and signed containers (ETSI EN 319 162). Only the
// directory and one small member are read; what would fill memory or a disk when unpacked is not taken in.

import { unzipSync } from 'fflate';
import type { FileType } from './type.ts';

const MAX_MEMBERS = 10_000;
/** Bytes of all members together when unpacked. */
const MAX_UNPACKED = 512 * 1024 * 1024;
/** Bytes of a member that is unpacked here. */
const MAX_READ = 1024 * 1024;
const READ = new Set(['[content_types].xml', 'mimetype']);

type Container = { names: string[]; contentTypes: string; mimetype: string };

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const OFFICE_TYPES = ['wordprocessingml.document', 'spreadsheetml.sheet', 'presentationml.presentation'] as const;
const OTHERS = [
  'application/vnd.oasis.opendocument.text',
  'application/vnd.oasis.opendocument.spreadsheet',
  'application/vnd.oasis.opendocument.presentation',
  'application/vnd.etsi.asic-e+zip',
] as const;

/** Null for any other container, one with macros, and one that is broken or made to fill memory. */
export function containerType(bytes: Uint8Array): FileType | null {
  const container = openContainer(bytes);
  if (container === null) return null;
  return container.contentTypes === '' ? declaredType(container) : officeType(container);
}

/** What the main part of an office file is; a file with macros says so in the types of its parts. */
function officeType({ names, contentTypes }: Container): FileType | null {
  // written as an entity a type would escape the search below, and no program writes one
  if (/&|<!|macro|vba/i.test(contentTypes) || names.some((name) => /vba(project|data)/.test(name))) return null;
  const main = OFFICE_TYPES.filter((type) => contentTypes.includes(`"${OFFICE}${type}.main+xml"`));
  return main.length === 1 && main[0] ? `${OFFICE}${main[0]}` : null;
}

/** What the member `mimetype` says, where the rest fits it. */
function declaredType({ names, mimetype }: Container): FileType | null {
  const type = OTHERS.find((other) => other === mimetype.trim()) ?? null;
  if (type === null || !names.includes('meta-inf/manifest.xml')) return null;
  if (type === 'application/vnd.etsi.asic-e+zip') return type;
  return names.some((name) => /^(basic|scripts)\//.test(name)) ? null : type;
}

class Refused extends Error {}

/** Null when it cannot be read, or is larger unpacked than anything that is worth reading. */
function openContainer(bytes: Uint8Array): Container | null {
  const names: string[] = [];
  let packed = 0;
  let unpacked = 0;
  const filter = (member: { name: string; size: number; originalSize: number }) => {
    const name = member.name.toLowerCase();
    packed += member.size;
    unpacked += member.originalSize;
    // members that share their bytes are packed larger than the file
    const isBomb = names.length >= MAX_MEMBERS || unpacked > MAX_UNPACKED || packed > bytes.length;
    const isRead = READ.has(name);
    if (isBomb || isOutside(name) || (isRead && (member.originalSize > MAX_READ || names.includes(name)))) {
      throw new Refused();
    }
    names.push(name);
    return isRead;
  };
  try {
    const members = Object.entries(unzipSync(bytes, { filter }));
    const text = (wanted: string) => latin1(members.find(([name]) => name.toLowerCase() === wanted)?.[1]);
    return { names, contentTypes: text('[content_types].xml'), mimetype: text('mimetype') };
  } catch {
    // fflate throws plain errors, and whatever reading past the end of an array throws: all say "not readable"
    return null;
  }
}

/** Does the name lead out of the folder that a container is unpacked into? */
function isOutside(name: string): boolean {
  return /^([/\\]|[a-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(name);
}

function latin1(bytes: Uint8Array = new Uint8Array()): string {
  return new TextDecoder('latin1').decode(bytes);
}
