import { describe, expect, it } from 'vitest';
import { InvalidStatement } from './errors.js';
import { checkParameters, plainName, quoted, readingStatement, singleStatement } from './sql-text.js';

describe('one statement', () => {
  it.each([
    ["SELECT ';'", "SELECT ';'"],
    ['SELECT 1 ; ', 'SELECT 1'],
    ['SELECT `a;b` FROM "c;d" -- e; f\n', 'SELECT `a;b` FROM "c;d" -- e; f'],
    ["SELECT 'it''s;', '\\';' /* ; */", "SELECT 'it''s;', '\\';' /* ; */"],
    ['SELECT $x$;$x$', 'SELECT $x$;$x$'],
  ])('is what %j is', (sql, statement) => {
    expect(singleStatement(sql)).toBe(statement);
  });

  it.each(['', ';', 'SELECT 1; SELECT 2', "SELECT ''; DROP TABLE x", "SELECT '\\\\'; DROP TABLE x --'", '/**/;/**/ 1'])(
    'is not what %j is',
    (sql) => {
      expect(() => singleStatement(sql)).toThrow(InvalidStatement);
    },
  );

  it.each(['SELECT 1', '(SELECT 1)', '-- why\nWITH 1 AS x SELECT x', 'explain select 1'])('reads: %j', (sql) => {
    expect(readingStatement(sql)).toBe(sql);
  });

  it.each(['ALTER TABLE x DELETE WHERE 1', 'SELECTED', "'SELECT'"])('does not read: %j', (sql) => {
    expect(() => readingStatement(sql)).toThrow(InvalidStatement);
  });
});

describe('parameters', () => {
  it('are asked for by placeholders outside texts and comments', () => {
    const sql = "SELECT {a:String}, { b : Array(UInt8) }, '{c:String}' /* {d:String} */";
    expect(() => checkParameters(sql, { a: '', b: [1] })).not.toThrow();
    expect(() => checkParameters(sql, { a: '' })).toThrow('{b}');
    expect(() => checkParameters(sql, { a: '', b: [1], c: '' })).toThrow('{c}');
  });

  it('cannot have names that are not plain', () => {
    expect(() => checkParameters('SELECT 1', { 'a b': 1 })).toThrow('cannot be a parameter');
  });
});

it('puts only plain names into statements, and texts with their quotes escaped', () => {
  expect(plainName('facts_v1')).toBe('facts_v1');
  for (const name of ['', '1a', 'a-b', 'a.b', 'a b', 'a`', 'é'])
    expect(() => plainName(name)).toThrow(InvalidStatement);
  expect(quoted("it's \\ here")).toBe("'it\\'s \\\\ here'");
});
