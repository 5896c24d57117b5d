import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const NOT_OURS = ['**/node_modules/**', '**/dist/**'];

/** Imports other specs, which must not have been loaded before it. */
const IMPORTS_SPECS = 'libs/domain/every-command.unit.spec.ts';

/** Begun first, the longest in front, so that none of them is waited for alone at the end. */
const LONGEST = [
  'tests/end-to-end/demonstration.int.spec.ts',
  'tests/end-to-end/command-line.int.spec.ts',
  'tests/browser/accessibility.e2e.spec.ts',
  'tests/end-to-end/log-trouble.int.spec.ts',
  'tests/crash/import-ended.int.spec.ts',
  'tests/projections/chain-repair.int.spec.ts',
  'tests/projections/runner.int.spec.ts',
];

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const place = LONGEST.findIndex((path) => moduleId.endsWith(path));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}

const specs = (level: string) => [`{libs,services,projections,dashboard,tests}/**/*.${level}.spec.{ts,tsx}`];

export default defineConfig({
  resolve: { conditions: ['development'] },
  // Not `import`: these are handed to node as well, where it would break the `require` of CommonJS packages.
  ssr: { resolve: { conditions: ['development', 'node'] } },
  test: {
    // chDB crashes when a worker thread ends, so every file that may open one runs in a process of its own.
    pool: 'forks',
    // Most specs wait for disks, timers and other processes: two processors have room for three side by side.
    maxWorkers: Math.max(3, availableParallelism() - 1),
    // Not a measure of speed: only what hangs takes as long.
    testTimeout: 90_000,
    hookTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
    env: { UV_THREADPOOL_SIZE: '16' },
    sequence: { sequencer: LongestFirst },
    projects: [
      // Unit specs share processes, and what these have loaded: that halves what they cost.
      {
        extends: true,
        test: {
          name: 'unit',
          include: specs('unit'),
          exclude: [...NOT_OURS, IMPORTS_SPECS],
          isolate: false,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'others',
          include: [...specs('{int,e2e}'), IMPORTS_SPECS],
          exclude: NOT_OURS,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
