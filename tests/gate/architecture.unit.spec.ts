import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { packagesOf } from '../../infra/lint.fences.mjs';

const root = join(import.meta.dirname, '../..');
const page = readFileSync(join(root, 'docs/architecture.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')));
/** What stands in the table of rooms about each of them. */
const rooms = new Map(rows.filter((cells) => cells.length === 4).map(([, room, says]) => [room!, says!]));
const steps = rows.filter((cells) => cells.length === 5 && /^\d/.test(cells[1]!));

/** Folders inside a room that a reader has to know about. */
function foldersOf(directory: string): readonly string[] {
  const inside = globSync([`${directory}/src/*/*.{ts,tsx}`, `${directory}/src/*/*/*.{ts,tsx}`], { cwd: root });
  return [...new Set(inside.map((file) => file.slice(`${directory}/src/`.length).split('/')[0]!))].filter(
    (folder) => !['testing', 'styles', 'app', 'format'].includes(folder),
  );
}

describe('docs/architecture.md', () => {
  it.each(packagesOf(root).map(({ directory }) => directory))('has the room %s', (directory) => {
    expect([...rooms.keys()], `add a row for ${directory} to “The rooms”`).toContain(directory);
  });
  it('has no room that is gone', () => {
    const known = packagesOf(root).map(({ directory }) => directory);
    expect(
      [...rooms.keys()].filter((room) => /^(libs|services|tests|projections|dashboard)/.test(room)).toSorted(),
    ).toEqual(known.toSorted());
  });
  it.each([
    'libs/analytics-store',
    'libs/metrics',
    'services/commands',
    'services/imports',
    'services/standalone',
    'dashboard',
  ])('names every folder of %s', (directory) => {
    const missing = foldersOf(directory).filter((folder) => !rooms.get(directory)?.includes(`\`${folder}\``));
    expect(missing, `say in the row of ${directory} what is in ${missing.join(', ')}`).toEqual([]);
  });
  it('names every folder of the projections that holds no table', () => {
    const folders = new Set(globSync('projections/*/*.ts', { cwd: root }).map((file) => basename(dirname(file))));
    const others = [...folders].filter((folder) => !/-facts$|^event-index$|^testing$|^dist$/.test(folder));
    expect(others.filter((folder) => !rooms.get('projections')?.includes(`\`${folder}\``))).toEqual([]);
  });
  it('shows the whole of both ways', () => {
    expect(steps.length).toBeGreaterThanOrEqual(19);
  });
  it.each(steps.map(([, step, file, name]) => [step!, file!, name!]))('%s: %s, %s', (_step, file, name) => {
    expect(existsSync(join(root, file)), `${file} is gone`).toBe(true);
    expect(readFileSync(join(root, file), 'utf8')).toMatch(new RegExp(`(?<!\\w)#?${name}(?!\\w)`));
  });
});

describe('documents', () => {
  const documents = globSync(
    ['*.md', 'docs/**/*.md', 'libs/**/README.md', 'services/**/README.md', 'projections/**/README.md', 'tests/**/*.md'],
    {
      cwd: root,
      exclude: (path) => path.includes('node_modules') || path.includes('dist'),
    },
  );
  it.each(documents)('%s links to what exists', (document) => {
    const links = [...readFileSync(join(root, document), 'utf8').matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)];
    const broken = links
      .map(([, target]) => target!)
      .filter((target) => !existsSync(join(root, dirname(document), target)));
    expect(broken).toEqual([]);
  });
});
