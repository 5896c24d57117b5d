import { join } from 'node:path';
import express, { type NextFunction, type Request, type Response, type Router } from 'express';

const FOR_EVER = 'public, max-age=31536000, immutable';
/** Kept, but asked for at each visit: it names the assets of this very release. */
const ASKED_FOR_EACH_TIME = 'no-cache';

/**
 * The built dashboard. Assets have a hash in their name and never change; every other path that is not the API's gets
 * the page.
 *
 * @param folder with `index.html` and `assets`
 */
export function dashboardFiles(folder: string): Router {
  const kept = (cacheControl: string) => ({
    cacheControl: false,
    // A part of a file is a part of its uncompressed bytes.
    acceptRanges: false,
    setHeaders: (response: Response) => response.setHeader('Cache-Control', cacheControl),
  });
  const page = { ...kept(ASKED_FOR_EACH_TIME), root: folder };
  const router = express.Router();
  router.use('/assets', express.static(join(folder, 'assets'), { ...kept(FOR_EVER), index: false, redirect: false }));
  router.use(express.static(folder, { ...kept(ASKED_FOR_EACH_TIME), redirect: false }));
  router.use((request: Request, response: Response, next: NextFunction) => {
    if (!['GET', 'HEAD'].includes(request.method) || /^\/(api|assets)(\/|$)/i.test(request.path)) {
      next();
      return;
    }
    response.setHeader('Cache-Control', ASKED_FOR_EACH_TIME);
    response.sendFile('index.html', page);
  });
  return router;
}
