import { z } from 'zod';

/**
 * Passes anything on but text with half a character (a lone surrogate, which JSON can escape): it has no form in UTF-8,
 * so that neither the log nor a key could keep it as it is.
 */
export const wholeCharacters = z.unknown().superRefine((value, context) => {
  for (const path of halfCharacters(value, [])) {
    context.addIssue({ code: 'custom', path: [...path], message: 'holds half a character (a lone surrogate)' });
  }
});

type Path = readonly (string | number)[];

function halfCharacters(value: unknown, path: Path): Path[] {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [path];
  if (Array.isArray(value)) return value.flatMap((item, index) => halfCharacters(item, [...path, index]));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) =>
    name.isWellFormed() ? halfCharacters(member, [...path, name]) : [path],
  );
}
