/**
 * A data folder has one process at a time. What that means for each command while that is a server: the command's help
 * says it, and so does its refusal. For one that a server takes over HTTP it names the request.
 */
export const WHILE_SERVING = {
  serve: 'A data folder has one server at a time.',
  import: 'While a server has the data folder, send it the files with POST /api/imports instead.',
  project: 'While a server has the data folder, it fills the tables by itself: stop it only to have one rebuilt.',
  verify:
    'While a server has the data folder, stop it first. It checks the log by itself meanwhile: GET /api/status tells what it found.',
  identity:
    'While a server has the data folder, send it the answer with POST /api/organisations/main/answer-identity-question instead.',
  labels: 'While a server has the data folder, ask it for the list with GET /api/labels instead.',
  erase:
    'While a server has the data folder, stop it first, or have it erase with POST /api/workers/{id}/erase-worker.',
} as const satisfies Readonly<Record<string, string>>;

export type CommandOfFolder = keyof typeof WHILE_SERVING;
