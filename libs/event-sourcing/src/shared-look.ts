/**
 * One look at something that goes on changing, for all who ask at a time. One that is under way may have passed the place
 * where something was written since, so whoever asks then gets the next one, which they share.
 */
export class SharedLook<Found> {
  #underWay: Promise<unknown> | undefined;
  #next: Promise<Found> | undefined;

  /** @param gathering how long others may join a look before it begins: until whatever is under way has asked, unless told */
  constructor(
    private readonly look: () => Promise<Found>,
    private readonly gathering: () => Promise<unknown> = () => Promise.resolve(),
  ) {}

  /** What is found by a look that begins after this was called. */
  now(): Promise<Found> {
    this.#next ??= (this.#underWay ?? this.gathering()).then(() => this.#begin());
    return this.#next;
  }

  #begin(): Promise<Found> {
    this.#next = undefined;
    const look = this.look();
    this.#underWay = look.then(nothing, nothing).finally(() => (this.#underWay = undefined));
    return look;
  }
}

function nothing(): void {}
