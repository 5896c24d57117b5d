import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const json = (path: string) => JSON.parse(read(path)) as Record<string, never>;
const project = json('package.json') as unknown as {
  readonly allowScripts: Readonly<Record<string, boolean>>;
  readonly scarfSettings: { readonly enabled: boolean };
};
const { packages } = json('package-lock.json') as unknown as {
  readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean }>>;
};

const nameOf = (path: string) => path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);

describe('installing told a third party who installs what', () => {
  const scripted = Object.entries(packages)
    .filter(([, { hasInstallScript }]) => hasInstallScript === true)
    .map(([path]) => nameOf(path));

  it.each([...new Set(scripted)])('the install script of %s is refused', (name) => {
    expect(
      project.allowScripts[name],
      `${name} has an install script: say in package.json’s allowScripts that it may not run, or change this test for one that has to`,
    ).toBe(false);
  });

  it('no refusal is left of a package that is gone', () => {
    expect(Object.keys(project.allowScripts).sort()).toEqual([...new Set(scripted)].sort());
  });

  it('preparing a clone runs none of them, whatever npm makes of the refusals', () => {
    expect(read('infra/scripts/prepare.mjs')).toMatch(/run\('npm', \['ci', '--ignore-scripts'/);
  });

  it('who installs with their scripts all the same is not reported', () => {
    expect(project.scarfSettings).toEqual({ enabled: false });
    expect(json('nx.json')).toMatchObject({ analytics: false, neverConnectToCloud: true });
  });
});
