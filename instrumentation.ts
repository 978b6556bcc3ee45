// What Next calls of its own accord: here only when something that it renders has thrown, so that the log has the
// cause beside the id of the request.

import type { Instrumentation } from 'next';
import { REQUEST_ID } from './server/http/internal-headers.ts';
import { runtime } from './server/runtime.ts';

export const onRequestError: Instrumentation.onRequestError = (err, request, { routePath }) => {
  runtime().log.error({ err, request: request.headers[REQUEST_ID], route: routePath }, 'a page or route failed');
};
