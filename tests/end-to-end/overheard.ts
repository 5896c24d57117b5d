export interface Overheard {
  text(): string;
  end(): void;
}

/** Keeps what this process writes to its terminal, and lets it through. */
export function listenTo(...streams: readonly NodeJS.WriteStream[]): Overheard {
  const heard: string[] = [];
  const restore = streams.map((stream) => {
    const write = stream.write.bind(stream);
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      heard.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      return write(chunk, ...rest);
    }) as typeof stream.write;
    return () => {
      stream.write = write;
    };
  });
  return { text: () => heard.join(''), end: () => restore.forEach((end) => end()) };
}
