// The two routes that need no proof: one click into the demo story, and the way out.

import { safeReturnPath } from '../../domain/people/sign-in.ts';
import { isRowId } from '../../domain/text.ts';
import { serveNotFound } from '../site/routes.ts';
import { signOut, startSession } from './commands.ts';
import { isDemoSignInOffered } from './demo.ts';
import { showSignInForm } from './link-routes.ts';
import { listDemoPeople } from './queries.ts';
import { leadTo, readForm, type Visit, wantedPath } from './visit.ts';

/** POST /sign-in/demo: as the person of the demo story whose id is in `user`. */
export async function enterDemo(visit: Visit): Promise<Response> {
  const { ctx, locale, request } = visit;
  if (!isDemoSignInOffered(ctx.app.config, request.headers)) return serveNotFound(request);
  const form = await readForm(request);
  const user = form.get('user');
  const people = await listDemoPeople(ctx);
  // whoever was suspended since the page was made is no longer among them
  if (!isRowId(user) || !people.some(({ id }) => id === user)) {
    return showSignInForm(visit, { to: wantedPath(form, locale) });
  }
  const { cookie } = await startSession(ctx, user, request.headers.get('user-agent'), 'demo');
  await signOut(ctx);
  return leadTo(safeReturnPath(form.get('to'), locale), [cookie]);
}

/** POST /sign-out. What the person has written and not saved is kept in the browser no longer: it may be shared. */
export async function leaveSession({ ctx, locale }: Visit): Promise<Response> {
  const { cookie } = await signOut(ctx);
  const answer = leadTo(`/${locale}`, [cookie]);
  answer.headers.set('clear-site-data', '"storage"');
  return answer;
}
