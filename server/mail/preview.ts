// Every mail as its reader will see it, with invented people: an administrator reads the words before anybody gets them.

import { z } from 'zod';
import { LOCALES, type Locale } from '../../domain/locale.ts';
import { ok, type Result } from '../../domain/result.ts';
import type { Config } from '../config.ts';
import type { Context } from '../context.ts';
import { authorise } from '../guard.ts';
import { readSettings } from '../settings/queries.ts';
import { MAIL_TEMPLATES, type MailParams, type MailTemplate } from './templates.ts';
import { type WrittenMail, writeMail } from './write.ts';

/** From the address of the page; whatever makes no sense is left out. */
export const previewChoice = z.object({
  template: z.enum(MAIL_TEMPLATES).catch('sign-in'),
  language: z.enum(LOCALES).optional().catch(undefined),
});

const DAY_MS = 24 * 3600 * 1000;

/** A mail that was never sent; its link opens nothing. */
export async function previewMail(ctx: Context, template: MailTemplate, locale: Locale): Promise<Result<WrittenMail>> {
  const allowed = authorise(ctx, 'outbox.read');
  if (!allowed.ok) return allowed;
  const params = sampleParams(ctx.app.config, locale, ctx.now)[template];
  return ok(writeMail(template, params, locale, await readSettings(ctx), ctx.app.config.publicUrl));
}

function sampleParams({ publicUrl }: Config, locale: Locale, now: Date): MailParams {
  const url = (page: string) => `${publicUrl}/${locale}/${page}?token=preview`;
  return {
    'sign-in': { url: url('sign-in'), minutes: 15 },
    'bind-identity': { url: url('sign-in'), minutes: 15, identityName: 'Mari Tamm', issuerHost: 'tara.ria.ee' },
    invitation: {
      url: url('invitation'),
      inviter: 'Mari Tamm',
      organisation: 'Heateo Sihtasutus',
      role: 'partner',
      expiresAt: new Date(now.getTime() + 14 * DAY_MS),
    },
  };
}
