// Which first segments of a path lead anywhere, and where the bare address leads: to the front page in the
// reader's language. Everything else is not found without asking Next.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES } from '../../domain/locale.ts';

/** The first segments that exist: languages, Next's files, routes of app/ and files of public/ under `root`. */
export function firstSegments(root: string): Set<string> {
  return new Set([...LOCALES, '_next', 'api', ...routesOf(join(root, 'app')), ...namesIn(join(root, 'public'))]);
}

/** Next offers more under `/_next` than its built files; in production nothing else of it is used. */
export function isOffered(path: string, segments: ReadonlySet<string>, production: boolean): boolean {
  const first = path.split('/')[1] ?? '';
  if (first === '_next') return production ? path.startsWith('/_next/static/') : path !== '/_next/image';
  // the development overlay asks for stack frames and fonts under `/__nextjs_…`
  return segments.has(first) || (!production && first.startsWith('__nextjs'));
}

/** Folders and metadata files (`robots.ts`, `icon.svg`) of app/; groups in brackets add what they hold. */
function routesOf(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory() && entry.name.startsWith('(')) return routesOf(join(folder, entry.name));
    if (/^[[_@]/.test(entry.name)) return [];
    return entry.isDirectory() ? [entry.name] : metadataRoutes(entry.name);
  });
}

function metadataRoutes(file: string): string[] {
  const match = /^(robots|sitemap|manifest|favicon|icon|apple-icon)\.(\w+)$/.exec(file);
  if (!match) return [];
  const served = { robots: 'robots.txt', sitemap: 'sitemap.xml', manifest: 'manifest.webmanifest' }[match[1] ?? ''];
  return [served ?? file];
}

function namesIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => !name.startsWith('.'));
}
