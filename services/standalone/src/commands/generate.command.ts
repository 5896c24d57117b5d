import { counted } from '@praxis/event-sourcing';
import { generateProvider } from '@praxis/demonstration-provider';
import { Progress } from '../terminal/progress.js';

export interface GenerateCommandOptions {
  readonly out: string;
  readonly seed: number;
  readonly scale: number;
  readonly overwrite?: boolean;
}

export async function generateCommand({ out, seed, scale, overwrite = false }: GenerateCommandOptions): Promise<void> {
  const progress = new Progress();
  const onProgress = (done: number, of: number) => progress.show('Services written', done, of);
  const manifest = await generateProvider({ outDir: out, seed, scale, overwrite, onProgress });
  progress.say(`${counted(manifest.rows, 'row')} about ${counted(manifest.workers, 'worker')} are in ${out}`);
}
