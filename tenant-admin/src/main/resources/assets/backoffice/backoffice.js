/*
 * What forms and links cannot do by themselves. Every page works without this file; with it, menus
 * close, lists search while one types, unsaved work is guarded and background jobs tick.
 */
import 'asset:js/frames.js';

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const root = document.documentElement;
root.classList.add('has-script');

/* Menus: one open at a time, Escape and a click elsewhere close it, arrows walk through it. */
document.addEventListener('toggle', (event) => {
  const menu = event.target;
  if (!(menu instanceof HTMLDetailsElement) || !menu.matches('[data-menu]') || !menu.open) return;
  $$('details[data-menu][open]').forEach((other) => { if (other !== menu) other.open = false; });
  const sheet = $('.menu-sheet', menu);
  sheet.classList.remove('opens-up');
  if (sheet.getBoundingClientRect().bottom > innerHeight - 8 && menu.getBoundingClientRect().top > sheet.offsetHeight) {
    sheet.classList.add('opens-up');
  }
}, true);

document.addEventListener('click', (event) => {
  $$('details[data-menu][open]').forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

document.addEventListener('keydown', (event) => {
  const menu = event.target.closest?.('details[data-menu][open]');
  if (!menu) return;
  if (event.key === 'Escape') {
    menu.open = false;
    $('summary', menu).focus();
  } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const items = $$('.menu-sheet a, .menu-sheet button', menu);
    if (items.length === 0) return;
    event.preventDefault();
    const at = items.indexOf(document.activeElement);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    items[(at + step + items.length) % items.length].focus();
  }
});

/* The rail remembers that it was folded; the server reads the cookie, so nothing jumps. */
for (const toggle of $$('[data-rail-toggle]')) {
  toggle.hidden = false;
  toggle.addEventListener('click', () => {
    const rail = root.dataset.rail === 'narrow' ? 'wide' : 'narrow';
    root.dataset.rail = rail;
    document.cookie = `lyceum-rail=${rail}; path=/; max-age=31536000; samesite=lax`;
  });
}

/* Palette: Ctrl-K from anywhere. */
const palette = $('#palette');
if (palette) {
  const input = $('input', palette);
  const pages = $('#palette-list');
  const results = $('[data-results]', palette);
  const none = $('.palette-none', palette);
  let selected = 0;
  let search = null;

  const visible = () => $$('[role=option]', palette).filter((option) => !option.hidden);
  const mark = () => {
    const options = visible();
    selected = Math.max(0, Math.min(selected, options.length - 1));
    options.forEach((option, at) => option.setAttribute('aria-selected', at === selected));
    options[selected]?.scrollIntoView({ block: 'nearest' });
    none.hidden = options.length > 0;
  };
  const ask = debounce(async (query) => {
    search?.abort();
    if (query.length < 2) { results.replaceChildren(); mark(); return; }
    search = new AbortController();
    try {
      const answer = await fetch(`${palette.dataset.search}?part=palette&q=${encodeURIComponent(query)}`, { signal: search.signal });
      if (!answer.ok) return;
      results.innerHTML = await answer.text();
      mark();
    } catch (failure) {
      if (failure.name !== 'AbortError') throw failure;
    }
  }, 160);
  const open = (query = '') => {
    if (palette.open) return;
    input.value = query;
    input.dispatchEvent(new Event('input'));
    palette.showModal();
    input.focus();
  };
  input.addEventListener('input', () => {
    const query = input.value.trim().toLowerCase();
    for (const option of $$('[role=option]', pages)) option.hidden = !option.dataset.words.toLowerCase().includes(query);
    selected = 0;
    mark();
    ask(input.value.trim());
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowDown') selected++;
    else if (event.key === 'ArrowUp') selected--;
    else if (event.key === 'Enter') { event.preventDefault(); $('a', visible()[selected] ?? document.createElement('i'))?.click(); return; }
    else return;
    event.preventDefault();
    mark();
  });
  palette.addEventListener('click', (event) => { if (event.target === palette) palette.close(); });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k' && !event.defaultPrevented) { event.preventDefault(); open(); }
  });
  for (const field of $$('[data-palette-open]')) {
    field.addEventListener('pointerdown', (event) => { event.preventDefault(); open(); });
    field.addEventListener('keydown', (event) => {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) { event.preventDefault(); open(event.key); }
    });
  }
}

/* Save bar: appears with the first change; leaving with unsaved work asks. */
const guarded = new Set();
for (const form of $$('form[data-save]')) {
  const bar = $('[data-save-bar]', form);
  const state = $('[data-save-state]', form);
  const snapshot = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === 'string')).toString();
  let clean = snapshot();
  const look = () => {
    const files = $$('input[type=file]', form).some((input) => input.files.length > 0);
    const dirty = files || snapshot() !== clean || form.dataset.refused === 'true';
    bar?.classList.toggle('is-dirty', dirty);
    if (state) state.textContent = dirty ? state.dataset.dirty : '';
    if (dirty) guarded.add(form); else guarded.delete(form);
  };
  form.addEventListener('input', look);
  form.addEventListener('change', look);
  form.addEventListener('reset', () => setTimeout(look));
  form.addEventListener('submit', () => {
    guarded.delete(form);
    if (state) state.textContent = state.dataset.saving;
  });
  $('[data-discard]', form)?.addEventListener('click', (event) => {
    event.preventDefault();
    guarded.delete(form);
    location.assign(event.currentTarget.href);
  });
  look();
}
/* What the server keeps need not be asked about. */
addEventListener('beforeunload', (event) => { if ([...guarded].some((form) => form.dataset.kept !== 'true')) event.preventDefault(); });
addEventListener('pageshow', () => $$('[data-save-state]').forEach((state) => { if (state.textContent === state.dataset.saving) state.textContent = ''; }));
document.addEventListener('keydown', (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
    const form = document.activeElement?.closest('form[data-save]') ?? $('form[data-save]');
    if (form) { event.preventDefault(); form.requestSubmit(); }
  }
});

/* A form is sent once, however often its button is pressed. */
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'get' || form.target) return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = 'yes';
  setTimeout(() => delete form.dataset.sent, 4000);
});

/* Toasts go after ten seconds, but never while somebody points at one or has focus in it. */
for (const toast of $$('[data-toast]')) {
  let timer;
  const start = () => { timer = setTimeout(() => toast.remove(), 10_000); };
  const hold = () => clearTimeout(timer);
  toast.addEventListener('pointerenter', hold);
  toast.addEventListener('focusin', hold);
  toast.addEventListener('pointerleave', start);
  toast.addEventListener('focusout', start);
  $('[data-toast-close]', toast).addEventListener('click', () => toast.remove());
  start();
}

/* Lists search while one types; the address follows, so that back and reload keep the search. */
for (const form of $$('form[data-live-search]')) {
  form.classList.add('is-live');
  let running;
  const go = async () => {
    const url = new URL(form.action);
    for (const [name, value] of new FormData(form)) if (value) url.searchParams.set(name, value);
    running?.abort();
    running = new AbortController();
    try {
      const answer = await fetch(url, { signal: running.signal });
      if (!answer.ok) { form.submit(); return; }
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const fresh = $('[data-live-region]', page);
      if (!fresh) { location.assign(url); return; }
      $('[data-live-region]').replaceChildren(...fresh.childNodes);
      history.replaceState(null, '', url);
    } catch (failure) {
      if (failure.name !== 'AbortError') throw failure;
    }
  };
  form.addEventListener('input', debounce(go, 220));
  form.addEventListener('submit', (event) => { event.preventDefault(); go(); });
}

/* Bulk selection. */
document.addEventListener('change', (event) => {
  if (event.target.matches('[data-check-all]')) {
    for (const box of $$('.row-check', event.target.closest('.listing'))) box.checked = event.target.checked;
  }
  if (event.target.matches('[data-check-all], .row-check')) {
    const listing = event.target.closest('.listing');
    const count = $$('.row-check:checked', listing).length;
    for (const place of $$('[data-checked]', listing)) place.textContent = count;
  }
});

/* Background work: the tray and any region that asks for it look again until all is done. */
function keepFresh(element, url, every, running) {
  const tick = async () => {
    if (!element.isConnected) return;
    if (!document.hidden) {
      try {
        const answer = await fetch(url(element), { headers: { 'X-Part': 'yes' } });
        if (answer.ok) {
          const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
          const fresh = page.getElementById(element.id);
          if (fresh) {
            const open = element.open;
            if (fresh.innerHTML !== element.innerHTML && !element.contains(document.activeElement)) element.replaceChildren(...fresh.childNodes);
            for (const { name, value } of fresh.attributes) if (name !== 'open') element.setAttribute(name, value);
            if (!fresh.hasAttribute('data-refresh')) element.removeAttribute('data-refresh');
            element.open = open;
            if (fresh.hasAttribute('data-reload')) { location.reload(); return; }
          }
        }
      } catch (failure) {
        /* Offline for a moment: the next look tells. */
      }
    }
    if (running(element)) setTimeout(tick, every);
  };
  if (running(element)) setTimeout(tick, every);
}
for (const tray of $$('[data-tray]')) keepFresh(tray, (it) => it.dataset.tray, 2000, (it) => it.dataset.running !== '0');
for (const region of $$('[data-refresh]')) keepFresh(region, (it) => it.dataset.refresh || location.href, 1200, (it) => it.hasAttribute('data-refresh'));

/* Copy to the clipboard. */
for (const button of $$('[data-copy]')) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    const label = button.getAttribute('aria-label');
    button.setAttribute('aria-label', button.dataset.copied);
    button.classList.add('is-done');
    setTimeout(() => { button.setAttribute('aria-label', label); button.classList.remove('is-done'); }, 1600);
  });
}

/* Typed confirmation: the button wakes up when the word is right. The server checks it again. */
for (const input of $$('[data-confirm]')) {
  const button = $('button:not([type=button])', input.form);
  const look = () => { button.disabled = input.value.trim() !== input.dataset.confirm; };
  input.addEventListener('input', look);
  look();
}

/* A short name is suggested from the name until somebody writes their own. */
for (const target of $$('[data-suggest-from]')) {
  const input = $('input', target);
  const source = document.getElementById(target.dataset.suggestFrom);
  let own = input.value !== '';
  input.addEventListener('input', () => { own = input.value !== ''; });
  source.addEventListener('input', () => { if (!own) { input.value = slugOf(source.value); input.dispatchEvent(new Event('change', { bubbles: true })); } });
}

function slugOf(text) {
  const letters = 'абвгдеёжзийклмнопрстуфхцчшщъыьэюя';
  const latin = ['a', 'b', 'v', 'g', 'd', 'e', 'e', 'zh', 'z', 'i', 'y', 'k', 'l', 'm', 'n', 'o', 'p', 'r', 's', 't', 'u', 'f', 'kh', 'ts', 'ch', 'sh', 'shch', '', 'y', '', 'e', 'yu', 'ya'];
  return [...text.toLowerCase()].map((letter) => latin[letters.indexOf(letter)] ?? letter).join('')
    .normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '');
}

/* File fields: drop a file on the area, see its name, see how far the upload is. */
for (const zone of $$('[data-dropzone]')) {
  const input = $('input[type=file]', zone);
  const name = $('[data-file-name]', zone);
  const picture = $('[data-file-preview]', zone);
  const show = () => {
    const file = input.files[0];
    if (name) name.textContent = file ? [...input.files].map((it) => it.name).join(', ') : name.dataset.empty ?? '';
    zone.classList.toggle('has-file', Boolean(file));
    if (picture && file?.type.startsWith('image/')) {
      const reader = new FileReader();
      reader.addEventListener('load', () => {
        picture.src = reader.result;
        picture.hidden = false;
        zone.dispatchEvent(new CustomEvent('picture', { bubbles: true, detail: reader.result }));
      });
      reader.readAsDataURL(file);
    }
  };
  input.addEventListener('change', show);
  zone.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('is-over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('is-over');
    if (event.dataTransfer.files.length === 0) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event('change', { bubbles: true }));
  });
}
for (const form of $$('form[data-upload]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const bar = $('progress', form);
    const words = $('[data-upload-state]', form);
    const buttons = $$('button', form);
    const request = new XMLHttpRequest();
    request.open('POST', form.action);
    request.setRequestHeader('Accept', 'text/html');
    request.upload.addEventListener('progress', (step) => {
      if (!step.lengthComputable) return;
      const percent = Math.round((step.loaded / step.total) * 100);
      bar.hidden = false;
      bar.value = percent;
      words.textContent = percent < 100 ? `${percent} %` : words.dataset.reading;
    });
    const again = () => { buttons.forEach((button) => { button.disabled = false; }); words.textContent = words.dataset.failed; bar.hidden = true; delete form.dataset.sent; };
    request.addEventListener('error', again);
    request.addEventListener('load', () => {
      if (request.responseURL && request.status < 400) { guarded.clear(); location.assign(request.responseURL); return; }
      if (request.getResponseHeader('Content-Type')?.startsWith('text/html') && request.status < 500) {
        const page = new DOMParser().parseFromString(request.responseText, 'text/html');
        const refusal = $('.callout[role=alert], .error', page);
        if (refusal) { $('[data-upload-refusal]', form).replaceChildren(refusal); }
      }
      again();
    });
    const body = new FormData(form, event.submitter);
    buttons.forEach((button) => { button.disabled = true; });
    request.send(body);
  });
}

/* Screens with more to them bring their own module. */
if ($('[data-brand]')) import('asset:backoffice/brand.js');
if ($('[data-editor]')) import('asset:backoffice/editor.js');
for (const well of $$('[data-colour-of]')) {
  const field = document.getElementById(well.dataset.colourOf);
  const follow = () => { if (/^#[0-9a-f]{6}$/i.test(field.value)) well.value = field.value; };
  well.hidden = false;
  follow();
  field.addEventListener('input', follow);
  well.addEventListener('input', () => { field.value = well.value; field.dispatchEvent(new Event('input', { bubbles: true })); });
}

$('[data-focus]')?.focus();

function debounce(action, wait) {
  let timer;
  return (...given) => { clearTimeout(timer); timer = setTimeout(() => action(...given), wait); };
}
