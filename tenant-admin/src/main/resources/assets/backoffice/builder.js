/*
 * The course builder: drag and drop, names in place, menus, keys. What is done is sent at once, one
 * after the other; the page shows what the server has. Without this file links and forms do the same.
 */
import 'asset:backoffice/sortable.js';
import { say, show } from 'asset:backoffice/toasts.js';

const $ = (selector, root = document) => root.querySelector(selector);
const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
const Sortable = window.Sortable;
const builder = () => $('#builder');
const told = () => builder().dataset;
const csrf = () => $('#bulk [name=_csrf]').value;
const outline = () => $('[data-modules]');
const folds = `lyceum.folds.${told().course}`;

/* ---------------------------------------------------------------- saying what happens */

function state(words) {
  const place = $('[data-state]');
  if (place) place.textContent = words;
}

function saved() {
  const now = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  state(told().saved.replace('{time}', now));
}

/* ---------------------------------------------------------------- talking to the server */

class Refused extends Error {}

async function post(path, fields) {
  const answer = await fetch(path, {
    method: 'POST',
    body: new URLSearchParams([['_csrf', csrf()], ...fields]),
    headers: { 'X-Part': 'yes', Accept: 'application/json' },
  });
  const words = answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : {};
  if (!answer.ok || answer.redirected || !('said' in words)) throw new Refused(words.said || words.detail || told().failed);
  const mark = answer.headers.get('X-Outline');
  if (mark) told().mark = mark;
  return words;
}

let line = Promise.resolve();
let waiting = 0;

/* Does one thing after the other, so that each knows the order that the one before has left. */
function inTurn(job) {
  waiting += 1;
  document.documentElement.toggleAttribute('data-busy', true);
  // What failed before keeps nothing that comes after it from being sent.
  line = line.then(job, job).finally(() => {
    waiting -= 1;
    document.documentElement.toggleAttribute('data-busy', waiting > 0);
    if (waiting === 0 && late && !typing()) freshen();
  });
  return line;
}

/* Shows the outline as it is, later if it cannot be had now. */
function freshen() {
  return inTurn(async () => {
    try { await refresh(); } catch (unreachable) { state(told().offline); }
  });
}

/* Moves that wait were made in an order that is no longer shown: they are given up with it. */
let shown = 0;

async function failed(failure) {
  shown += 1;
  if (failure instanceof Refused) {
    say(failure.message, null, true);
    state('');
    try { await refresh(); } catch (unreachable) { location.reload(); }
  } else {
    putBack();
    say(told().offline, null, true);
    state(told().offline);
  }
}

/* Sends something and shows the outline as it is then. */
function act(path, fields = [], focus = null) {
  state(told().saving);
  return inTurn(async () => {
    try {
      const words = await post(path, fields);
      await refresh(focus);
      saved();
      if (words.said) say(words.said, words.undo);
    } catch (failure) {
      await failed(failure);
    }
  });
}

/* Sends a form of another page, whose answer is a page that says what was done. */
function actElsewhere(path, fields, focus = null) {
  state(told().saving);
  return inTurn(async () => {
    try {
      const answer = await fetch(path, { method: 'POST', body: new URLSearchParams([['_csrf', csrf()], ...fields]), headers: { Accept: 'text/html' } });
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const toast = $('.toasts .toast', page);
      if (!answer.ok) throw new Refused($('.callout[role=alert] strong, .error', page)?.textContent || told().failed);
      await refresh(focus);
      saved();
      if (toast) show(document.adoptNode(toast));
    } catch (failure) {
      await failed(failure);
    }
  });
}

/* ---------------------------------------------------------------- showing it */

/* Whoever is typing a name goes on; the outline is shown anew after that. */
const typing = () => Boolean($('.name-input, .is-inside input:focus', builder()))
  || (document.activeElement?.matches('.module-title') && document.activeElement.value !== document.activeElement.defaultValue);
let late = false;

async function refresh(focus = null) {
  // What waits its turn shows on the screen already; it is read again after the last of it.
  if (typing() || waiting > 1) { late = true; return; }
  late = false;
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const fresh = page.getElementById('builder');
  if (!answer.ok || !fresh) { location.reload(); return; }
  if (typing() || waiting > 1) { late = true; return; }
  const active = document.activeElement?.closest?.('[data-row-of]')?.parentElement.id;
  const field = document.activeElement?.matches('.lesson-add input, #add-module input') ? document.activeElement : null;
  const typed = field && { module: field.closest('.module')?.id, value: field.value, at: field.selectionStart };
  const open = $$('details[id][open]', builder()).map((it) => it.id);
  const begun = $$('.lesson-add:not(.is-inside) input:not([type=hidden])', builder())
    .filter((it) => it.value && it !== field).map((it) => [it.closest('.module').id, it.value]);
  const old = builder();
  old.replaceChildren(...fresh.childNodes);
  for (const { name, value } of fresh.attributes) old.setAttribute(name, value);
  takeOver(page);
  for (const id of open) { const it = document.getElementById(id); if (it) it.open = true; }
  begin();
  for (const [module, words] of begun) {
    const it = $('.lesson-add:not(.is-inside) input:not([type=hidden])', document.getElementById(module) ?? document.createElement('i'));
    if (it) it.value = words;
  }
  if (typed) {
    const again = typed.module ? $('.lesson-add input:not([type=hidden])', document.getElementById(typed.module) ?? old) : $('#add-module #title');
    if (again) { again.value = typed.value; again.focus(); again.setSelectionRange(typed.at, typed.at); }
  } else rowOf(document.getElementById(focus ?? active))?.focus();
}

/* What stands around the outline: the course's state, its checklist. */
function takeOver(page) {
  for (const part of ['.page-head', '.facts-side']) {
    const there = $(part);
    const now = $(part, page);
    if (there && now && there.innerHTML !== now.innerHTML && !there.contains(document.activeElement)) there.replaceChildren(...now.childNodes);
  }
}

/* A while after the last move: how many lessons modules have, and what was done. The rows stay as they are. */
let tidying;
function tidySoon() {
  clearTimeout(tidying);
  tidying = setTimeout(async () => {
    const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } }).catch(() => null);
    if (!answer?.ok || waiting > 0) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (page.getElementById('builder')?.dataset.mark !== told().mark) return;
    for (const module of $$('[data-module]')) {
      const size = $('[data-size]', page.getElementById(module.id) ?? document.createElement('i'));
      if (size) $('[data-size]', module).textContent = size.textContent;
    }
    const now = page.getElementById('history');
    const there = document.getElementById('history');
    if (now && there) { if (!there.contains(document.activeElement)) { now.open = there.open; there.replaceWith(now); } }
    else if (now) $('#add-module').after(now);
    takeOver(page);
  }, 700);
}

const rowOf = (item) => (item ? $('[data-row]', item) : null);

/* The order as the server has it, to go back to. */
let confirmed = [];
const order = () => $$('[data-module]').map((module) => [module.id, $$('[data-lesson]', module).map((lesson) => lesson.id)]);

function putBack() {
  const active = document.activeElement;
  for (const [module, lessons] of confirmed) {
    const item = document.getElementById(module);
    if (!item) continue;
    outline().append(item);
    for (const lesson of lessons) {
      const row = document.getElementById(lesson);
      if (row) $('[data-lessons]', item).append(row);
    }
  }
  if (builder().contains(active)) active.focus();
  count();
}

/* ---------------------------------------------------------------- moving */

/* What was moved on the screen is sent; if that fails, it goes back. */
function sent(fields) {
  const wanted = order();
  const mine = shown;
  state(told().saving);
  inTurn(async () => {
    if (mine !== shown) return;
    try {
      const words = await post(`${told().path}/move`, [...fields, ['seen', told().mark]]);
      confirmed = wanted;
      saved();
      if (words.undo) say(words.said, words.undo);
      if (waiting === 1 && JSON.stringify(order()) !== JSON.stringify(wanted)) await refresh();
      else tidySoon();
    } catch (failure) {
      await failed(failure);
    }
  });
}

function lessonMoved(lesson) {
  const module = lesson.closest('[data-module]');
  const at = $$(':scope > [data-lesson]', lesson.parentElement).indexOf(lesson);
  sent([['lesson', lesson.dataset.lesson], ['place', `${module.dataset.module}:${at}`]]);
}

function moduleMoved(module) {
  sent([['module', module.dataset.module], ['place', $$('[data-module]').indexOf(module)]]);
}

function activityMoved(activity) {
  const at = $$(':scope > [data-activity]', activity.parentElement).indexOf(activity);
  actElsewhere(`${activityPath(activity)}/move`, [['index', at]], activity.id);
}

/* One step up or down; at the end of its module a lesson goes on into the next one. */
function step(item, by) {
  const neighbour = by < 0 ? item.previousElementSibling : item.nextElementSibling;
  let moved = Boolean(neighbour);
  if (neighbour) {
    if (by < 0) neighbour.before(item); else neighbour.after(item);
  } else if (item.matches('[data-lesson]')) {
    const modules = $$('[data-module]');
    const next = modules[modules.indexOf(item.closest('[data-module]')) + by];
    moved = Boolean(next);
    if (next) {
      fold(next, false);
      if (by < 0) $('[data-lessons]', next).append(item); else $('[data-lessons]', next).prepend(item);
    }
  }
  rowOf(item).focus();
  if (!moved) return;
  rowOf(item).scrollIntoView({ block: 'nearest' });
  if (item.matches('[data-lesson]')) lessonMoved(item);
  else if (item.matches('[data-module]')) moduleMoved(item);
  else activityMoved(item);
}

function sortable(list, draggable, handle, group, moved) {
  Sortable.create(list, {
    draggable,
    group,
    handle: `${handle} [data-grip]`,
    animation: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 120,
    forceFallback: true,
    fallbackTolerance: 4,
    delay: 120,
    delayOnTouchOnly: true,
    emptyInsertThreshold: 24,
    ghostClass: 'is-ghost',
    fallbackClass: 'is-dragged',
    onStart: () => builder().classList.add('is-dragging'),
    onEnd: (event) => {
      builder().classList.remove('is-dragging');
      if (event.from !== event.to || event.oldIndex !== event.newIndex) moved(event.item);
    },
  });
}

/* ---------------------------------------------------------------- folding */

function folded() {
  try { return new Set(JSON.parse(localStorage.getItem(folds) ?? '[]')); } catch (denied) { return new Set(); }
}

function fold(module, close) {
  module.classList.toggle('is-folded', close);
  $('[data-fold-one]', module).setAttribute('aria-expanded', String(!close));
  const all = folded();
  if (close) all.add(module.id); else all.delete(module.id);
  try { localStorage.setItem(folds, JSON.stringify([...all])); } catch (denied) { /* it lasts for this page */ }
  tellFolds();
}

function tellFolds() {
  const button = $('[data-fold-all]');
  if (button) button.textContent = $('.module:not(.is-folded)') ? button.dataset.fold : button.dataset.unfold;
}

/* ---------------------------------------------------------------- choosing several */

let lastPick = null;
const picked = () => $$('.pick:checked', builder());

function count() {
  const chosen = picked().length;
  for (const place of $$('[data-picked]')) place.textContent = chosen;
  for (const all of $$('[data-pick-all]')) {
    const boxes = $$('.pick', all.closest('[data-module]'));
    const on = boxes.filter((box) => box.checked).length;
    all.checked = on > 0 && on === boxes.length;
    all.indeterminate = on > 0 && on < boxes.length;
  }
}

document.addEventListener('click', (event) => {
  const box = event.target.closest?.('.pick');
  if (!box) return;
  const boxes = $$('.pick', builder());
  if (event.shiftKey && lastPick && boxes.includes(lastPick)) {
    const [from, to] = [boxes.indexOf(lastPick), boxes.indexOf(box)].sort((a, b) => a - b);
    for (const one of boxes.slice(from, to + 1)) one.checked = box.checked;
  }
  lastPick = box;
  count();
});

/* ---------------------------------------------------------------- names in place */

const kindOf = (item) => (item.matches('[data-module]') ? 'module' : item.matches('[data-lesson]') ? 'lesson' : 'activity');
const activityPath = (item) => $('[data-row]', item).getAttribute('href');
const pathOf = (item) => (kindOf(item) === 'module' ? `${told().course}/modules/${item.dataset.module}` : $('[data-row]', item).getAttribute('href'));

function rename(item) {
  if (kindOf(item) === 'module') { const input = $('.module-title', item); input.focus(); input.select(); return; }
  const link = $('[data-row]', item);
  const before = link.textContent;
  const input = document.createElement('input');
  input.className = 'name-input';
  input.value = before;
  input.maxLength = 200;
  input.dir = 'auto';
  input.autocomplete = 'off';
  input.setAttribute('aria-label', $('#menu-lesson').content.querySelector('[data-act=rename]').firstElementChild.nextSibling.textContent);
  let open = true;
  const close = (keep) => {
    if (!open) return;
    open = false;
    const title = input.value.trim();
    const focused = document.activeElement === input;
    link.hidden = false;
    input.remove();
    if (focused) link.focus();
    if (!keep || title === '' || title === before) { if (late) freshen(); return; }
    link.textContent = title;
    const send = kindOf(item) === 'activity' ? actElsewhere : act;
    send(`${pathOf(item)}/rename`, [['title', title]]);
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') { event.preventDefault(); close(true); }
    if (event.key === 'Escape') { event.preventDefault(); close(false); }
    event.stopPropagation();
  });
  input.addEventListener('blur', () => close(true));
  link.hidden = true;
  link.after(input);
  input.focus();
  input.select();
}

document.addEventListener('keydown', (event) => {
  const input = event.target;
  if (event.key !== 'Escape' || !input.matches?.('.module-title')) return;
  input.value = input.defaultValue;
  rowOf(input.closest('[data-module]')).focus();
});

document.addEventListener('focusout', (event) => {
  const input = event.target;
  if (!input.matches?.('.module-title')) return;
  if (input.value.trim() === input.defaultValue) { if (late) freshen(); return; }
  if (input.form.contains(event.relatedTarget)) return;
  if (input.value.trim() === '') { input.value = input.defaultValue; return; }
  nameModule(input);
});

function nameModule(input) {
  const title = input.value.trim();
  if (title === input.defaultValue) return;
  input.defaultValue = title;
  act(`${pathOf(input.closest('[data-module]'))}/rename`, [['title', title]]);
}

/* ---------------------------------------------------------------- what can be done with a row */

const near = (item) => (rowOf(item.nextElementSibling) ? item.nextElementSibling : item.previousElementSibling ?? item.closest('[data-module]'))?.id;

function does(item, action, chosen = null) {
  const kind = kindOf(item);
  const path = told().path;
  const fields = kind === 'module' ? [['module', item.dataset.module]] : [['lesson', item.dataset.lesson]];
  switch (action) {
    case 'open': $('[data-row]', item).click(); break;
    case 'view': location.assign(item.dataset.view); break;
    case 'rename': rename(item); break;
    case 'up': step(item, -1); break;
    case 'down': step(item, 1); break;
    case 'move': choose(fields); break;
    case 'free': act(`${path}/preview`, [...fields, ['on', item.hasAttribute('data-free') ? 'no' : 'yes']], item.id); break;
    case 'duplicate':
      if (kind === 'activity') { if (item.hasAttribute('data-copies')) actElsewhere(`${activityPath(item)}/duplicate`, [], item.id); }
      else act(`${path}/duplicate`, fields, item.id);
      break;
    case 'remove': {
      const focus = near(item);
      if (kind === 'activity') actElsewhere(`${activityPath(item)}/remove`, [], item.closest('[data-lesson]').id);
      else act(`${pathOf(item)}/remove`, [], focus);
      item.classList.add('is-leaving');
      break;
    }
    case 'below': below(item); break;
    case 'add': add(item, chosen); break;
    default: break;
  }
}

/* A new lesson under another one: a line to type its title into. */
function below(item) {
  const form = $('.lesson-add', item.closest('[data-module]')).cloneNode(true);
  const input = $('input:not([type=hidden])', form);
  form.classList.add('is-inside');
  input.value = '';
  const place = document.createElement('li');
  place.append(form);
  item.after(place);
  form.dataset.index = $$(':scope > [data-lesson]', item.parentElement).indexOf(item) + 1;
  input.addEventListener('keydown', (event) => { if (event.key === 'Escape') { input.value = ''; rowOf(item).focus(); } });
  input.addEventListener('blur', () => { if (input.value.trim() === '') place.remove(); if (late) freshen(); });
  input.focus();
}

function add(item, button) {
  const form = document.createElement('form');
  form.method = 'post';
  form.action = `${pathOf(item)}/activities`;
  for (const [name, value] of [['_csrf', csrf()], ['type', button.dataset.kind], ['title', button.textContent.trim()]]) {
    const field = document.createElement('input');
    field.type = 'hidden';
    field.name = name;
    field.value = value;
    form.append(field);
  }
  document.body.append(form);
  form.submit();
}

/* ---------------------------------------------------------------- where to */

async function choose(fields) {
  const dialog = $('#chooser');
  let page;
  try {
    const answer = await fetch(`${told().path}/chosen`, { method: 'POST', body: new URLSearchParams([['_csrf', csrf()], ...fields]), headers: { Accept: 'text/html' } });
    page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  } catch (failure) {
    say(told().offline, null, true);
    return;
  }
  const form = $('[data-place]', page);
  if (!form) { await refresh(); say(told().failed, null, true); return; }
  const title = document.createElement('h2');
  title.dir = 'auto';
  title.textContent = $('h1', page).textContent;
  dialog.replaceChildren(title, document.adoptNode(form));
  $('[data-close]', form).addEventListener('click', (event) => { event.preventDefault(); dialog.close(); });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    dialog.close();
    const focus = fields[0][0] === 'module' ? `m-${fields[0][1]}` : `l-${fields[0][1]}`;
    act(form.getAttribute('action'), [...new FormData(form)].filter(([name]) => name !== '_csrf'), focus);
  });
  dialog.showModal();
}

/* ---------------------------------------------------------------- menus */

let menu = null;

function closeMenu(back = false) {
  if (!menu) return;
  const { sheet, opener } = menu;
  menu = null;
  sheet.remove();
  opener.setAttribute('aria-expanded', 'false');
  if (back) opener.focus();
}

function openMenu(opener) {
  const item = opener.closest('[data-row-of]').parentElement;
  const sheet = document.createElement('div');
  sheet.className = 'menu-sheet row-sheet';
  sheet.append($(`#menu-${opener.dataset.menuOf}`).content.cloneNode(true));
  for (const words of $$('[data-when]', sheet)) words.hidden = (words.dataset.when === 'free') !== item.hasAttribute('data-free');
  if (kindOf(item) === 'activity' && !item.hasAttribute('data-copies')) $('[data-act=duplicate]', sheet).remove();
  opener.after(sheet);
  if (sheet.getBoundingClientRect().bottom > innerHeight - 8 && opener.getBoundingClientRect().top > sheet.offsetHeight) sheet.classList.add('opens-up');
  opener.setAttribute('aria-expanded', 'true');
  menu = { sheet, opener, item };
  $('button', sheet).focus();
}

document.addEventListener('click', (event) => {
  const opener = event.target.closest?.('[data-menu-of]');
  if (opener && !event.ctrlKey && !event.metaKey) {
    event.preventDefault();
    const again = menu?.opener === opener;
    closeMenu();
    if (!again) openMenu(opener);
    return;
  }
  const button = menu && event.target.closest?.('[data-act]');
  if (button && menu.sheet.contains(button)) {
    const { item } = menu;
    closeMenu();
    if (!['open', 'view'].includes(button.dataset.act)) rowOf(item).focus();
    does(item, button.dataset.act, button);
    return;
  }
  if (menu && !menu.sheet.contains(event.target)) closeMenu();
});

/* ---------------------------------------------------------------- keys */

const rows = () => $$('[data-row]', builder()).filter((row) => row.offsetParent !== null);

document.addEventListener('keydown', (event) => {
  if (menu && menu.sheet.contains(event.target)) {
    const items = $$('button', menu.sheet);
    const at = items.indexOf(document.activeElement);
    if (event.key === 'Escape' || event.key === 'Tab') { event.preventDefault(); closeMenu(true); }
    else if (event.key === 'ArrowDown') { event.preventDefault(); items[(at + 1) % items.length].focus(); }
    else if (event.key === 'ArrowUp') { event.preventDefault(); items[(at - 1 + items.length) % items.length].focus(); }
    return;
  }
  if (event.target.matches?.('[data-menu-of]') && (event.key === ' ' || event.key === 'ArrowDown')) { event.preventDefault(); openMenu(event.target); return; }
  const row = event.target.closest?.('[data-row]');
  if (!row || event.ctrlKey || event.metaKey) return;
  const item = row.closest('[data-row-of]').parentElement;
  const module = row.closest('[data-module]');
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const all = rows();
  const go = (to) => { all[Math.max(0, Math.min(to, all.length - 1))].focus(); };
  if (event.altKey) {
    if (key !== 'ArrowUp' && key !== 'ArrowDown') return;
    step(item, key === 'ArrowUp' ? -1 : 1);
  } else if (key === 'ArrowDown' || key === 'j') go(all.indexOf(row) + 1);
  else if (key === 'ArrowUp' || key === 'k') go(all.indexOf(row) - 1);
  else if (key === 'Home') go(0);
  else if (key === 'End') go(all.length);
  else if (key === 'ArrowLeft') { rowOf(module).focus(); fold(module, true); }
  else if (key === 'ArrowRight') fold(module, false);
  else if (key === 'F2' || key === 'r') rename(item);
  else if (key === 'd') does(item, 'duplicate');
  else if (key === 'Delete') does(item, 'remove');
  else if (key === 'x' && item.matches('[data-lesson]')) $('.pick', item).click();
  else if (key === 'n') { fold(module, false); if (kindOf(item) === 'lesson') below(item); else $('.lesson-add input:not([type=hidden])', module).focus(); }
  else if (key === '?') $('#keys').showModal();
  else return;
  event.preventDefault();
});

/* ---------------------------------------------------------------- forms and buttons of the page */

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (form.matches('[data-undo]')) {
    event.preventDefault();
    form.closest('.toast')?.remove();
    if (/\/activities\//.test(form.action)) actElsewhere(form.action, []); else act(form.action);
  } else if (form.matches('.toast form')) {
    event.preventDefault();
    form.closest('.toast').remove();
    if (/\/activities\//.test(form.action)) actElsewhere(form.action, []); else act(form.action);
  } else if (form.matches('[data-rename]')) {
    event.preventDefault();
    const input = $('.module-title', form);
    const module = form.closest('[data-module]');
    if (input.value.trim() !== '') nameModule(input);
    rowOf(module).focus();
  } else if (form.matches('[data-add-lesson]')) {
    event.preventDefault();
    const input = $('input:not([type=hidden])', form);
    const title = input.value.trim();
    if (title === '') return;
    const inside = form.matches('.is-inside');
    const index = inside ? [['index', form.dataset.index]] : [];
    const focus = inside ? form.closest('li').previousElementSibling?.id : null;
    input.value = '';
    // Left empty, the line goes by itself.
    if (inside) input.blur();
    act(form.getAttribute('action'), [['title', title], ...index], focus);
  } else if (form.id === 'bulk') {
    event.preventDefault();
    const button = event.submitter;
    const fields = picked().map((box) => ['lesson', box.value]);
    if (button?.dataset.bulkAct === 'move' || !button) choose(fields);
    else act(button.getAttribute('formaction'), button.name ? [...fields, [button.name, button.value]] : fields);
  }
}, true);

document.addEventListener('click', (event) => {
  const target = event.target.closest?.('[data-fold-one], [data-fold-all], [data-keys-open], [data-bulk-clear]');
  if (!target) return;
  if (target.matches('[data-fold-one]')) {
    const module = target.closest('[data-module]');
    fold(module, !module.classList.contains('is-folded'));
  } else if (target.matches('[data-fold-all]')) {
    const close = Boolean($('.module:not(.is-folded)'));
    for (const module of $$('[data-module]')) fold(module, close);
  } else if (target.matches('[data-keys-open]')) $('#keys').showModal();
  else { for (const box of picked()) box.checked = false; count(); }
});

document.addEventListener('change', (event) => {
  const all = event.target.closest?.('[data-pick-all]');
  if (!all) return;
  for (const box of $$('.pick', all.closest('[data-module]'))) box.checked = all.checked;
  count();
});

document.addEventListener('click', (event) => { if (event.target.matches?.('dialog.sheet')) event.target.close(); });

/* ---------------------------------------------------------------- beginning, and again after each change */

function begin() {
  closeMenu();
  const closed = folded();
  for (const module of $$('[data-module]')) {
    const is = closed.has(module.id);
    module.classList.toggle('is-folded', is);
    $('[data-fold-one]', module).setAttribute('aria-expanded', String(!is));
  }
  tellFolds();
  for (const opener of $$('[data-menu-of]', builder())) {
    opener.setAttribute('role', 'button');
    opener.setAttribute('aria-expanded', 'false');
  }
  for (const box of picked()) box.checked = false;
  count();
  confirmed = order();
  if (outline()) sortable(outline(), '[data-module]', '.module-head', 'modules', moduleMoved);
  for (const list of $$('[data-lessons]')) sortable(list, '[data-lesson]', '.lesson-row', 'lessons', lessonMoved);
  for (const list of $$('[data-acts]')) if (list.children.length > 1) sortable(list, '[data-activity]', '.lesson-row', { name: 'acts', put: false }, activityMoved);
}

begin();
builder().dataset.ready = 'yes';

/* Who has just begun writes on where the next thing goes. */
const begun = /^#m-/.test(location.hash) && document.getElementById(location.hash.slice(1));
if (begun && !$('[data-lesson]', begun)) $('.lesson-add input:not([type=hidden])', begun)?.focus();
else if (!$('[data-module]')) $('#add-module input:not([type=hidden])')?.focus();
