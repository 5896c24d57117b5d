import { counted } from '@praxis/event-sourcing';
import type { PlatformConfig } from '../platform/platform.config.js';
import { listLabels } from '../platform/label-list.js';
import { Platform } from '../platform/platform.js';

/** Prints every label of reference data, those that hold somebody's name first. @returns the exit code: 1 for any */
export async function labelsCommand(config: PlatformConfig, options: { readonly json?: boolean }): Promise<number> {
  const platform = await Platform.openExisting(config);
  try {
    await platform.requireOwnLog();
    const labels = await listLabels(platform.store, platform.ports.codec);
    const naming = labels.filter(({ holdsName }) => holdsName);
    if (options.json) process.stdout.write(`${JSON.stringify(labels, null, 2)}\n`);
    else {
      for (const one of [...naming, ...labels.filter(({ holdsName }) => !holdsName)]) {
        const said = one.holdsName ? 'HOLDS A NAME  ' : '              ';
        const remedy = one.holdsName ? `: ${one.correction ?? one.instead}` : '';
        process.stdout.write(`${said}${one.label}  (${one.event} in ${one.stream}${remedy})\n`);
      }
      process.stdout.write(
        `${counted(labels.length, 'label or id', 'labels and ids')} of reference data; ${counted(naming.length, 'holds', 'hold')} somebody’s name.\n`,
      );
    }
    return naming.length === 0 ? 0 : 1;
  } finally {
    await platform.close();
  }
}
