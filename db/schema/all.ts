// Every table under one object, for drizzle's typed queries.

import * as documentRights from './document-rights.ts';
import * as documents from './documents.ts';
import * as files from './files.ts';
import * as instance from './instance.ts';
import * as organisations from './organisations.ts';
import * as rooms from './rooms.ts';
import * as search from './search.ts';
import * as users from './users.ts';

export const schema = {
  ...users,
  ...organisations,
  ...instance,
  ...documents,
  ...documentRights,
  ...files,
  ...rooms,
  ...search,
};
