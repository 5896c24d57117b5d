import { fieldsOfKind } from '@praxis/domain';
import type { Aggregate, AnyCommand } from '@praxis/event-sourcing';
import type { FilePlan, ResolvedStream, StreamRows } from './file-plan.js';

/** Whether somebody was erased here. */
export type IsErased = (workerId: string) => boolean;

/**
 * A plan that brings nobody back: rows about somebody who was erased, or that name them, come to nothing, whatever
 * they say. No more is told of them than how many they are.
 */
export function bringingNobodyBack<Item>(plan: FilePlan<Item>, ask: IsErased): FilePlan<Item> {
  const isErased = remembering(ask);
  const namesErased = naming(plan.aggregate, isErased);
  const { beyondRows } = plan;
  return {
    ...plan,
    async resolve(stream, sha256) {
      const person = await personOf(plan, stream);
      if (person !== undefined && isErased(person)) return { ...NOTHING, erased: stream.rows.map(({ row }) => row) };
      const resolved = await plan.resolve(stream, sha256);
      const theirs = resolved.commands.filter(({ row, command }) => row !== undefined && namesErased(command));
      const erased = new Set(theirs.map(({ row }) => row!));
      const isKept = ({ row }: { readonly row: number | undefined }) => row === undefined || !erased.has(row);
      return { ...resolved, commands: resolved.commands.filter(isKept), erased: [...erased] };
    },
    ...(beyondRows
      ? {
          async beyondRows() {
            const beyond = await beyondRows();
            return { ...beyond, streams: beyond.streams.filter(({ id }) => !isErased(id)) };
          },
        }
      : {}),
  };
}

const NOTHING: ResolvedStream = { commands: [], errors: [], warnings: [] };

/** Whom the record is about that the rows are of; undefined where it is about nobody. */
async function personOf<Item>(
  { aggregate: { about }, firstFact }: FilePlan<Item>,
  stream: StreamRows<Item>,
): Promise<string | undefined> {
  if (about === undefined || about === '$stream') return about && stream.id;
  const person = (await firstFact?.(stream))?.[about];
  return typeof person === 'string' ? person : undefined;
}

function naming({ commands }: Aggregate, isErased: IsErased): (command: AnyCommand) => boolean {
  const fields = new Map(
    Object.entries(commands).map(([type, { schema }]) => [type, fieldsOfKind(schema, 'worker-id')] as const),
  );
  return ({ type, data }) =>
    (fields.get(type) ?? []).some(({ field }) => {
      const named = (data as Readonly<Record<string, unknown>>)[field];
      return typeof named === 'string' && isErased(named);
    });
}

function remembering(ask: IsErased): IsErased {
  const known = new Map<string, boolean>();
  return (workerId) => {
    const answer = known.get(workerId) ?? ask(workerId);
    known.set(workerId, answer);
    return answer;
  };
}
