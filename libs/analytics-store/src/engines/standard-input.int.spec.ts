import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';

const MODULE = new URL('./standard-input.ts', import.meta.url).href;

it('a batch waited for ever on an input into which nobody writes: reading it comes to its end at once', async () => {
  const script = `
    import { readSync } from 'node:fs';
    import { giveUpStandardInput } from ${JSON.stringify(MODULE)};
    giveUpStandardInput();
    giveUpStandardInput();
    console.log(readSync(0, Buffer.alloc(16)));`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  // Its input stays open meanwhile.
  await once(child, 'close');
  expect(said).toBe('0\n');
});
