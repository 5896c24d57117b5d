// eslint-disable-next-line no-restricted-imports -- this is the one
import { Link } from '@tanstack/react-router';

const EXACTLY = { exact: true };

/**
 * A link to a page. It is marked as the one that the reader is on only where it leads to exactly that page, with what is
 * asked for there: to the router, a link to `/` or to another question leads to the present page as well.
 */
export const PageLink = ((props) => <Link activeOptions={EXACTLY} {...props} />) as typeof Link;
