/**
 * Whoever reads what is printed may stop before the end, as `head` does, or go away with their terminal. That ends no
 * command half-way and no server: what is printed from then on is lost, which is what they wanted. Output that could
 * not be written for any other reason, such as a full disk, was wanted: that is told, and makes the exit code 1.
 */
export function outliveReaders(
  out: NodeJS.WritableStream = process.stdout,
  messages: NodeJS.WritableStream = process.stderr,
): void {
  let isTold = false;
  out.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE' || isTold) return;
    isTold = true;
    messages.write(`praxis: Not everything was printed: ${error.message}\n`);
    // At the very end, as the command still sets the code of its own result.
    process.once('exit', () => (process.exitCode ||= 1));
  });
  messages.on('error', () => undefined);
}
