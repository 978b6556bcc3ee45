// What a public page does in the browser, all of it optional: the focus goes to what went wrong, and a form that
// is on its way is not sent twice.
(() => {
  document.querySelector('[data-focus]')?.focus();

  const buttons = (form) => form.querySelectorAll('button[type="submit"]');

  const restore = (form) => {
    delete form.dataset.sending;
    form.removeAttribute('aria-busy');
    for (const button of buttons(form)) button.removeAttribute('aria-disabled');
  };

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (form.dataset.sending !== undefined) {
      event.preventDefault();
      return;
    }
    form.dataset.sending = '';
    form.setAttribute('aria-busy', 'true');
    // aria-disabled, for a disabled button would take its own value out of the form and lose the focus.
    for (const button of buttons(form)) button.setAttribute('aria-disabled', 'true');
    // A server that never answers must not lock the form for good.
    setTimeout(restore, 15_000, form);
  });

  // "Back" may bring the page up exactly as it was left, mid-sending.
  addEventListener('pageshow', () => {
    for (const form of document.forms) restore(form);
  });
})();
