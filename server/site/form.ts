// The pieces of a form on a static page. They work without a script, say their errors beside the control and in
// a summary on top, and keep what was typed; the sign-in pages are made of them.

import { type Html, html } from '../../domain/html.ts';

export type FieldOptions = {
  /** The control's name in the posted form. */
  name: string;
  label: string;
  /** `text` when absent. */
  type?: 'text' | 'email' | 'tel' | 'password' | 'search';
  /** What was typed before; it comes back as it was. */
  value?: string;
  /** The sentence that says what to correct; absent while there is nothing wrong. */
  error?: string;
  hint?: string;
  /** A token of the HTML autofill list, such as `email`. */
  autocomplete?: string;
  required?: boolean;
  inputmode?: 'text' | 'email' | 'tel' | 'numeric' | 'search';
};

/** A labelled control with its hint and its error, both tied to it for screen readers. */
export function field(options: FieldOptions): Html {
  const { name, label, hint, error } = options;
  const id = controlId(name);
  return html`<div class="field">
<label class="field-label" for="${id}">${label}</label>
${hint && html`<p class="field-hint" id="${id}-hint">${hint}</p>`}
${error && html`<p class="field-error" id="${id}-error">${error}</p>`}
<input class="input" id="${id}" name="${name}" type="${options.type ?? 'text'}" value="${options.value ?? ''}"${attributes(options)}>
</div>`;
}

export type SelectOptions = { name: string; label: string; value: string; options: { value: string; label: string }[] };

/** A labelled choice of one from a short list. */
export function selectField({ name, label, value, options }: SelectOptions): Html {
  const id = controlId(name);
  const lines = options.map(
    (o) => html`<option value="${o.value}"${o.value === value && html` selected`}>${o.label}</option>`,
  );
  return html`<div class="field">
<label class="field-label" for="${id}">${label}</label>
<select class="input" id="${id}" name="${name}">${lines}</select>
</div>`;
}

/** What is wrong with the form, each line leading to its control; nothing when there is no error. */
export function errorSummary(title: string, errors: { field: string; message: string }[]): Html {
  if (errors.length === 0) return html``;
  const lines = errors.map((e) => html`<li><a href="#${controlId(e.field)}">${e.message}</a></li>`);
  return html`<div class="notice notice-danger error-summary" role="alert" tabindex="-1" data-focus>
<h2 class="error-summary-title">${title}</h2>
<ul>${lines}</ul>
</div>`;
}

/** The button that sends the form it stands in. */
export function submitButton(label: string, variant: 'primary' | 'quiet' = 'primary'): Html {
  return html`<button class="button button-${variant}" type="submit">${label}</button>`;
}

/** A value that goes along unseen. */
export function hidden(name: string, value: string): Html {
  return html`<input type="hidden" name="${name}" value="${value}">`;
}

function attributes({ name, hint, error, autocomplete, required, inputmode }: FieldOptions): Html {
  const described = [hint && `${controlId(name)}-hint`, error && `${controlId(name)}-error`].filter(Boolean).join(' ');
  return html`${autocomplete && html` autocomplete="${autocomplete}"`}${inputmode && html` inputmode="${inputmode}"`}${
    required && html` required`
  }${described && html` aria-describedby="${described}"`}${error && html` aria-invalid="true"`}`;
}

function controlId(name: string): string {
  return `field-${name}`;
}
