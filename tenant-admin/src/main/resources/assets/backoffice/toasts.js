/* Toasts go after ten seconds, but never while somebody points at one or has focus in it. */
export function live(toast) {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), 10_000); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener('pointerenter', hold);
  toast.addEventListener('focusin', hold);
  toast.addEventListener('pointerleave', start);
  toast.addEventListener('focusout', start);
  toast.querySelector('[data-toast-close]').addEventListener('click', () => toast.remove());
  start();
}

/* Shows a toast in place of the one that is there. */
export function show(toast) {
  document.querySelector('.toasts').replaceChildren(toast);
  live(toast);
}

/* Says a sentence, with a way back where there is one. */
export function say(words, undo, failed = false) {
  const toast = document.getElementById('toast-template').content.firstElementChild.cloneNode(true);
  toast.classList.add(failed ? 'is-critical' : 'is-positive');
  toast.querySelector('[data-toast-words]').textContent = words;
  const form = toast.querySelector('form');
  if (undo) form.action = undo; else form.remove();
  show(toast);
}
