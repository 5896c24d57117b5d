// Adds to package-lock.json the optional platform packages that a registry copy may lack, so that `npm ci` against the
// complete registry accepts the lock on every platform. Run after `npm install` has written the lock.
import { readFileSync, writeFileSync } from 'node:fs';

const OPTIONAL = {
  '@chdb/lib-darwin-arm64': { cpu: ['arm64'], os: ['darwin'] },
  '@chdb/lib-darwin-x64': { cpu: ['x64'], os: ['darwin'] },
  '@chdb/lib-linux-arm64-gnu': { cpu: ['arm64'], os: ['linux'], libc: ['glibc'] },
};

const file = new URL('../../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { optionalDependencies } = lock.packages['node_modules/chdb'];
for (const [name, platform] of Object.entries(OPTIONAL)) {
  const path = `node_modules/${name}`;
  const version = optionalDependencies[name];
  lock.packages[path] ??= { version, ...platform, license: 'Apache-2.0', optional: true };
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
