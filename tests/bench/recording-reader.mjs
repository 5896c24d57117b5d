/** Lets every query through, and remembers which there were and which of them had to wait for which. */
export class RecordingReader {
  #analytics;
  statements = [];
  #answered = new Set();

  constructor(analytics) {
    this.#analytics = analytics;
  }

  async query(sql, parameters, options = {}) {
    const key = `${sql}\n${JSON.stringify(parameters)}`;
    const nth = this.statements.filter((statement) => statement.key === key).length;
    const tag = options.tag ?? '';
    const statement = { key, id: `${nth}\n${key}`, tag, sql, parameters, options, after: new Set(this.#answered) };
    this.statements.push(statement);
    const rows = await this.#analytics.query(sql, parameters, options);
    this.#answered.add(statement.id);
    return rows;
  }
}

/**
 * What a report asked the engine, from several recordings of it. A statement waits for those that had been answered
 * before it was asked in every recording, and never for one of its own kind: what only happened to be slower is left
 * out, so that running these directly is no slower than it has to be.
 */
export function planOf(recordings) {
  const [first, ...others] = recordings.map(({ statements }) => new Map(statements.map((one) => [one.id, one])));
  for (const other of others) {
    if (other.size === first.size && [...first.keys()].every((id) => other.has(id))) continue;
    throw new Error('The report does not always ask the same');
  }
  return [...first.values()].map(({ id, tag, sql, parameters, options, after }) => ({
    id,
    tag,
    sql,
    parameters,
    options,
    after: [...after].filter((earlier) => {
      return first.get(earlier).tag !== tag && others.every((other) => other.get(id).after.has(earlier));
    }),
  }));
}

/** Runs the statements as the report does, side by side where it does, and does nothing with the rows. */
export async function runPlan(plan, analytics) {
  const running = new Map();
  for (const { id, sql, parameters, options, after } of plan) {
    const before = after.map((earlier) => running.get(earlier));
    const start = () => analytics.query(sql, parameters, options);
    running.set(id, before.length === 0 ? start() : Promise.all(before).then(start));
  }
  await Promise.all(running.values());
}
