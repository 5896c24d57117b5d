import { lazyRouteComponent } from '@tanstack/react-router';

const RELOADED_AT = 'praxis:reloaded-at';
const BETWEEN_RELOADS_MS = 60_000;

/** The scripts of a page did not come. */
export class PageNotLoaded extends Error {
  override readonly name = 'PageNotLoaded';
}

/**
 * A page of the router whose scripts are loaded when it is opened, and that fails with {@link PageNotLoaded} where they
 * do not come. The router would answer a failure of the browser by loading the whole page anew, which without a server
 * ends in the browser's own error page: so it must not know it for one.
 */
export function lazyPage<Module extends Record<string, unknown>, Name extends keyof Module>(
  load: () => Promise<Module>,
  name: Name,
) {
  const orNotLoaded = () =>
    load().catch((cause: unknown) => {
      throw new PageNotLoaded('The scripts of the page did not come', { cause });
    });
  return lazyRouteComponent(orNotLoaded, name);
}

/** Loads everything anew, as a newer version may have been installed; of itself at most once a minute, lest it never end. */
export function reloadByItself(): void {
  const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
  if (Date.now() - last < BETWEEN_RELOADS_MS) return;
  sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  location.reload();
}
