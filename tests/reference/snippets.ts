import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const SNIPPET = /<!-- snippet: (\S+)#(\S+) -->\n\n```(\w+)\n[\s\S]*?```/g;

/** Documents whose code blocks are taken from tested files, from the top of the project. */
export const WITH_SNIPPETS = globSync('docs/how-to/add-*.md', { cwd: root }).toSorted();

/** The document with every snippet as its file has it now. @throws {Error} a file or a region that is gone */
export function withSnippets(text: string): string {
  return text.replace(SNIPPET, (_all, file: string, region: string, language: string) => {
    const code = regionOf(readFileSync(root + file, 'utf8'), region, file);
    return `<!-- snippet: ${file}#${region} -->\n\n\`\`\`${language}\n${code}\n\`\`\``;
  });
}

/** Blocks of code in the document that no tested file stands behind. */
export function looseBlocks(text: string): readonly string[] {
  const blocks = text.replace(SNIPPET, '').match(/```(ts|tsx)\n[\s\S]*?```/g);
  return blocks ?? [];
}

function regionOf(source: string, region: string, file: string): string {
  const lines = source.split('\n');
  const from = lines.findIndex((line) => line.trim() === `// #region ${region}`);
  const length = lines.slice(from + 1).findIndex((line) => line.trim() === '// #endregion');
  if (from === -1 || length === -1) throw new Error(`${file} has no region ${region}`);
  const inside = lines.slice(from + 1, from + 1 + length);
  const indent = Math.min(...inside.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
  return inside.map((line) => line.slice(indent)).join('\n');
}
