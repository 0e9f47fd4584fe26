// What the forms of rules share: sending, errors beside the button, and their place in the view.
import { el } from './dom.js';

/**
 * Sends what a form has, once at a time. An error stands beside the button until the form is sent again, and the field that it names
 * is marked.
 */
export function createFormSender(form, submitButton, send) {
  const problem = el('p', { class: 'error', role: 'alert', hidden: true });
  const show = text => {
    problem.textContent = text;
    problem.hidden = text === '';
    for (const control of form.querySelectorAll('[data-field]'))
      new RegExp(`\\b${control.dataset.field}\\b`).test(text)
        ? control.setAttribute('aria-invalid', 'true')
        : control.removeAttribute('aria-invalid');
  };
  let isSending = false;
  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    submitButton.setAttribute('aria-disabled', 'true');
    try {
      show('');
      await send();
    } catch (error) {
      show(error.message);
    }
    isSending = false;
    submitButton.removeAttribute('aria-disabled');
  });
  return problem;
}

/** Brings a form into view, with the focus in its first field. */
export function showForm(section, form) {
  section.scrollIntoView({ block: 'start' });
  form.querySelector('input, select, textarea').focus({ preventScroll: true });
}
