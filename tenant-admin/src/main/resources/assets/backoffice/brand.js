/* The brand editor's sketch follows what is chosen; the server works out the colours. */
const form = document.querySelector('[data-brand]');
const preview = document.querySelector('[data-brand-preview]');
const verdicts = document.querySelector('[data-verdicts]');
let sheet = document.querySelector('link[data-brand-sheet]');
let running;
let timer;

const colours = () => ['primary', 'secondary'].every((name) => /^#[0-9a-f]{6}$/i.test(form.elements[name].value));

async function ask() {
  if (!colours()) return;
  running?.abort();
  running = new AbortController();
  const query = new URLSearchParams();
  for (const name of ['primary', 'secondary', 'typeface', 'radius']) query.set(name, form.elements[name].value);
  try {
    const answer = await fetch(`${form.dataset.brand}?${query}`, { signal: running.signal, headers: { 'X-Part': 'yes' } });
    if (!answer.ok) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    verdicts.replaceChildren(...page.getElementById('brand-verdicts').childNodes);
    const fresh = document.createElement('link');
    fresh.rel = 'stylesheet';
    fresh.href = page.querySelector('[data-brand-sheet]').getAttribute('href');
    fresh.addEventListener('load', () => { sheet.remove(); sheet = fresh; });
    sheet.after(fresh);
  } catch (failure) {
    if (failure.name !== 'AbortError') throw failure;
  }
}

form.addEventListener('input', (event) => {
  for (const words of preview.querySelectorAll('[data-preview-of]')) words.textContent = form.elements[words.dataset.previewOf].value;
  preview.dataset.typeface = form.elements.typeface.value;
  preview.dataset.radius = form.elements.radius.value;
  if (event.target.name === 'primary' || event.target.name === 'secondary' || event.target.matches('[type=color]')) {
    clearTimeout(timer);
    timer = setTimeout(ask, 120);
  }
});

form.addEventListener('picture', (event) => {
  const logo = preview.querySelector('[data-preview-logo]') ?? preview.querySelector('.bp-logo');
  logo.src = event.detail;
  logo.hidden = false;
  const mark = preview.querySelector('[data-preview-mark]');
  if (mark) mark.hidden = true;
});
