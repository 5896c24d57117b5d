import { readFileSync } from 'node:fs';

/** Rows of a CSV under tests/fixtures that has no quoted commas, as objects by header. */
export function fixtureRows(path: string): Record<string, string>[] {
  const url = new URL(`../../../../../tests/fixtures/${path}`, import.meta.url);
  const [header = '', ...lines] = readFileSync(url, 'utf8').trim().split(/\r?\n/);
  const cells = (line: string) => line.split(',').map((cell) => cell.replace(/^"|"$/g, ''));
  const names = cells(header);
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}

/** A uniform generator (Lehmer, modulus 2³¹ − 1) so that simulated tests are the same on every run. */
export function seededUniform(seed: number): () => number {
  let state = seed % 2147483647;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

/** Poisson variable by multiplication of uniforms; for means below about 500. */
export function seededPoisson(uniform: () => number, mean: number): number {
  const stop = Math.exp(-mean);
  let product = uniform();
  let count = 0;
  while (product > stop) {
    product *= uniform();
    count += 1;
  }
  return count;
}
