// Column types that every table shares.

import { customType, timestamp } from 'drizzle-orm/pg-core';

/** An instant, to the microsecond, whatever the zone it is shown in. Never filled in by the database: commands say when. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });
