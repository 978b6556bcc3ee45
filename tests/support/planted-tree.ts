// A small tree in a temporary folder, checked with this project's own configuration: planted violations prove that
// a check bites.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { captured, environment, root } from '../../scripts/bootstrap.mjs';

/** `run` resolves to the program's exit code and all it printed. */
export type PlantedTree = {
  run(command: string, ...args: string[]): Promise<{ code: number; output: string }>;
  remove(): void;
};

const CONFIGURATION = ['biome.json', 'knip.json', 'package.json', 'tsconfig.json', 'scripts/lint'];

/** `files`: contents by path. The real configuration and node_modules stand around them. */
export function plantTree(files: Record<string, string>): PlantedTree {
  const folder = mkdtempSync(join(tmpdir(), 'kaasa-planted-'));
  for (const path of CONFIGURATION) cpSync(join(root, path), join(folder, path), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return {
    run: (command, ...args) => captured(command, args, { cwd: folder, env: environment() }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
