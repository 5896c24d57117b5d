/** Long work told on the terminal: one line that is rewritten, or a line every few seconds where it cannot be. */
export class Progress {
  #last = 0;
  #open = false;
  #told = '';

  constructor(private readonly out: NodeJS.WriteStream = process.stderr) {}

  /** @param of undefined when the end is not known */
  show(what: string, done: number, of?: number): void {
    const now = Date.now();
    const finished = of !== undefined && done >= of;
    // The end is told of what was begun to be told, and of nothing that was over before it was worth a line.
    const ends = finished && this.#told === what;
    if (!ends && now - this.#last < (this.out.isTTY ? 100 : 3_000)) return;
    this.#last = now;
    this.#told = what;
    const share = of ? ` of ${of.toLocaleString('en-GB')} (${Math.floor((done / of) * 100)} %)` : '';
    const line = `${what}: ${done.toLocaleString('en-GB')}${share}`;
    if (!this.out.isTTY) {
      this.out.write(`${line}\n`);
      return;
    }
    this.out.write(`\r\u001b[2K${line}`);
    this.#open = true;
  }

  say(line: string): void {
    this.out.write(`${this.#open ? '\r\u001b[2K' : ''}${line}\n`);
    this.#open = false;
  }
}
