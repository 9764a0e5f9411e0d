/*
 * The lesson editor: rich text or Markdown, marks, a preview that the server renders, pictures by
 * drop and paste, and a copy of unsaved text on this device. The textarea is what is kept and saved;
 * in Markdown its undo and spelling are the browser's own, rich text writes through to it.
 */
const form = document.querySelector('#lesson');
const editor = form.querySelector('[data-editor]');
const text = form.querySelector('#markdown');
const side = editor.querySelector('[data-preview-side]');
const token = form.elements._csrf.value;
/* What was typed is kept here and at the server; what the browser puts back into fields is older. */
form.autocomplete = 'off';

editor.querySelector('.editor-bar').hidden = false;
for (const button of form.querySelectorAll('[data-insert]')) button.hidden = false;

/* Typing through the browser keeps its undo history; writing the value would lose it. */
function put(insert, from = text.selectionStart, to = text.selectionEnd) {
  text.focus();
  text.setSelectionRange(from, to);
  if (!document.execCommand('insertText', false, insert)) {
    text.setRangeText(insert, from, to, 'end');
    text.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

function around(before, after = before) {
  const { selectionStart: from, selectionEnd: to } = text;
  const inner = text.value.slice(from, to);
  put(before + inner + after, from, to);
  text.setSelectionRange(from + before.length, from + before.length + inner.length);
}

function lines(prefix, other = /^$/) {
  const from = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1;
  const to = text.selectionEnd;
  const block = text.value.slice(from, to).split('\n').map((line) => (prefix && line.startsWith(prefix) ? line : line.replace(other, '')));
  const on = prefix !== '' && block.every((line) => line.startsWith(prefix));
  put(block.map((line) => (on ? line.slice(prefix.length) : prefix + line)).join('\n'), from, to);
}

function block(begin, end) {
  const inner = text.value.slice(text.selectionStart, text.selectionEnd);
  const lead = text.selectionStart === 0 || text.value[text.selectionStart - 1] === '\n' ? '' : '\n\n';
  put(`${lead}${begin}\n\n${inner}\n\n${end}\n`);
}

const marks = {
  paragraph: () => lines('', /^#{1,6} /),
  heading2: () => lines('## ', /^#{1,6} /),
  heading3: () => lines('### ', /^#{1,6} /),
  heading4: () => lines('#### ', /^#{1,6} /),
  bold: () => around('**'),
  italic: () => around('*'),
  link: () => around('[', '](https://)'),
  list: () => lines('- '),
  numbered: () => lines('1. '),
  quote: () => lines('> '),
  code: () => (text.value.slice(text.selectionStart, text.selectionEnd).includes('\n') ? block('```', '```') : around('`')),
  codeblock: () => block('```', '```'),
  image: () => choose(),
  divider: () => put('\n\n---\n\n'),
  undo: () => { text.focus(); document.execCommand('undo'); },
  redo: () => { text.focus(); document.execCommand('redo'); },
  callout: () => block('::: callout', ':::'),
  challenge: () => block('::: challenge', '::: solution\n\n:::\n\n:::'),
};

/* One does the same in both. */
function mark(name) {
  show(writing);
  if (writing === 'rich') rich.run(name); else marks[name]?.();
}
const bar = editor.querySelector('.editor-bar');
for (const button of bar.querySelectorAll('[data-mark]')) button.addEventListener('click', () => mark(button.dataset.mark));
const blockOf = bar.querySelector('[data-block]');
blockOf.addEventListener('change', () => { mark(blockOf.value); if (writing === 'markdown') blockOf.value = 'paragraph'; });
for (const kind of ['input', 'change']) bar.addEventListener(kind, (event) => event.stopPropagation());

text.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const mark = { b: 'bold', i: 'italic' }[event.key.toLowerCase()];
  if (mark) { event.preventDefault(); marks[mark](); }
});

/* A list goes on by itself, and ends with an empty line. */
text.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || text.selectionStart !== text.selectionEnd) return;
  const from = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1;
  const line = text.value.slice(from, text.selectionStart);
  const item = line.match(/^(\s*)([-*+]|(\d+)\.)\s(.*)$/);
  if (!item) return;
  event.preventDefault();
  if (item[4] === '') { put('', from, text.selectionStart); return; }
  put(`\n${item[1]}${item[3] ? `${Number(item[3]) + 1}.` : item[2]} `);
});

/* Rich text, Markdown or preview. How one writes is remembered on this device. */
const WRITING = 'lyceum-editor';
const host = editor.querySelector('[data-rich]');
const sides = editor.querySelectorAll('[data-side]');
let rich;
let writing = 'markdown';
let shown = side.hidden ? 'markdown' : 'preview';
let likes = 'rich';
try { likes = localStorage.getItem(WRITING) ?? 'rich'; } catch { /* Then it is rich text each time. */ }

async function show(which, isAsked = true) {
  if (which === shown) return;
  shown = which;
  if (which !== 'preview') writing = which;
  for (const button of sides) button.setAttribute('aria-pressed', String(button.dataset.side === which));
  bar.classList.toggle('is-previewing', which === 'preview');
  if (which !== 'rich') { looked({}, 'paragraph'); ask.hidden = true; }
  text.hidden = which !== 'markdown';
  side.hidden = which !== 'preview';
  if (host) host.hidden = which !== 'rich';
  if (which === 'rich') rich.load(text.value);
  if (which !== 'preview') {
    if (isAsked) (which === 'rich' ? rich : text).focus();
    return;
  }
  side.setAttribute('aria-busy', 'true');
  const answer = await fetch(editor.dataset.preview, {
    method: 'POST',
    headers: { 'X-Part': 'yes', 'X-CSRF-Token': token, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ markdown: text.value }),
  });
  if (answer.ok && shown === 'preview') side.innerHTML = await answer.text();
  side.removeAttribute('aria-busy');
}
for (const button of sides) {
  button.addEventListener('click', () => {
    show(button.dataset.side);
    if (button.dataset.side === 'preview') return;
    likes = button.dataset.side;
    try { localStorage.setItem(WRITING, likes); } catch { /* It is asked for again. */ }
  });
}
text.hidden = shown === 'preview';
form.querySelector('label[for=markdown]').addEventListener('click', (event) => {
  if (shown === 'rich') { event.preventDefault(); rich.focus(); }
});

/* Where the cursor is, for the buttons. */
function looked(pressed, block) {
  for (const button of bar.querySelectorAll('[data-mark][aria-pressed]')) button.setAttribute('aria-pressed', String(Boolean(pressed[button.dataset.mark])));
  blockOf.value = [...blockOf.options].some((option) => option.value === block) ? block : 'paragraph';
}

/* A line of text that something needs: where a link leads, what a picture shows. */
const ask = editor.querySelector('[data-ask]');
const asking = ask.querySelector('input');
let answered = () => {};
function askFor({ label, value, remove, done }) {
  answered = (words) => { ask.hidden = true; answered = () => {}; done(words); };
  ask.querySelector('label').textContent = label;
  asking.value = value;
  ask.querySelector('[data-ask-remove]').hidden = !remove;
  ask.hidden = false;
  asking.focus();
  asking.select();
}
ask.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && event.target === asking) { event.preventDefault(); answered(asking.value.trim()); }
  if (event.key === 'Escape') { event.preventDefault(); answered(undefined); }
});
for (const kind of ['input', 'change']) ask.addEventListener(kind, (event) => event.stopPropagation());
ask.querySelector('[data-ask-done]').addEventListener('click', () => answered(asking.value.trim()));
ask.querySelector('[data-ask-remove]').addEventListener('click', () => answered(null));

/* The address of a file of the course that a text names. */
function place(src) {
  const path = decodeURI(src.replace(/%(?![0-9a-f]{2})/gi, '%25')).replace(/^(?:\.{0,2}\/)+/, '');
  const known = [...list.querySelectorAll('a[title]')];
  const file = known.find((link) => link.title === path) ?? known.find((link) => link.title.endsWith(`/${path}`) || path.endsWith(`/${link.title}`));
  if (file) return file.getAttribute('href');
  return src.startsWith('/') && !src.startsWith('//') ? src : '';
}

/* What the boxes are called, by their kind; some kinds have other names too. */
function kindsOf(words) {
  const names = Object.entries(words).filter(([name]) => /^kind./.test(name)).map(([name, label]) => [name.slice(4).toLowerCase(), label]);
  const kinds = Object.fromEntries(names);
  const { callout, challenge, solution, prereq, keypoints, discussion, instructor, warning } = kinds;
  return { ...kinds, note: callout, info: callout, exercise: challenge, answer: solution, prerequisites: prereq, 'key-points': keypoints, discuss: discussion, instructors: instructor, important: warning };
}

/* If it cannot be had the text is there as it is; so is what would take long to read. */
const LONG = 400_000;

async function openRich() {
  if (text.value.length > LONG) return;
  const { open, named } = await import('asset:backoffice/rich.js');
  naming = named;
  const icons = bar.querySelectorAll('[data-mark][data-menu]');
  const options = [...blockOf.options].filter((option) => option.value !== 'paragraph');
  const heading = bar.querySelector('[data-heading-icon]').content.firstElementChild;
  rich = open({
    host,
    markdown: text.value,
    texts: { ...host.dataset, kinds: kindsOf(host.dataset), failed: editor.dataset.uploadFailed, hintId: 'markdown-hint' },
    items: [
      ...options.map((option) => ({ name: option.value, label: option.textContent, icon: heading })),
      ...[...icons].map((button) => ({ name: button.dataset.mark, label: button.getAttribute('aria-label'), icon: button.querySelector('svg') })),
    ],
    changed(markdown) {
      writes = true;
      text.value = markdown;
      text.dispatchEvent(new Event('input', { bubbles: true }));
      writes = false;
    },
    looked: (pressed, block) => { if (shown === 'rich') looked(pressed, block); },
    place,
    ask: askFor,
    choose,
    upload: async (file, progress) => (await sendFile(file, progress))?.querySelector('[data-insert]').dataset.insert,
  });
  editor.querySelector('[data-side=rich]').hidden = false;
  /* Nobody is interrupted in the middle of a word. */
  if (likes === 'rich' && shown === 'markdown' && document.activeElement !== text) show('rich', false);
  else if (likes === 'rich' && shown === 'preview') writing = 'rich';
}
host?.addEventListener('focusin', () => { ask.hidden = true; answered = () => {}; });
let writes = false;
let naming = (file) => file;
text.addEventListener('input', () => { if (!writes && shown === 'rich') rich.load(text.value); });
if (host) openRich().catch((failure) => { host.hidden = true; console.warn(failure); });

/* Files: uploaded one by one, each put in where the cursor is */
const list = form.querySelector('[data-files]');

const choose = () => form.querySelector('[data-editor-file]').click();

/* One file to the school; gives its row in the list, or nothing if it did not get there. */
function sendFile(file, progress = () => {}) {
  return new Promise((done) => {
    const body = new FormData();
    body.append('file', file, file.name);
    const request = new XMLHttpRequest();
    request.open('POST', editor.dataset.upload);
    request.setRequestHeader('X-Part', 'yes');
    request.setRequestHeader('X-CSRF-Token', token);
    request.upload.addEventListener('progress', (step) => { if (step.lengthComputable) progress(Math.round((step.loaded / step.total) * 100)); });
    request.addEventListener('error', () => done(undefined));
    request.addEventListener('load', () => {
      const row = request.status < 400 ? new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('li') : null;
      if (!row) { done(undefined); return; }
      row.querySelector('[data-insert]').hidden = false;
      const path = row.querySelector('a[title]')?.title;
      const before = [...list.querySelectorAll('a[title]')].find((link) => link.title === path)?.closest('li');
      if (before) before.replaceWith(row); else list.append(row);
      form.querySelector('[data-files-none]')?.remove();
      done(row);
    });
    request.send(body);
  });
}

async function upload(files) {
  for (const file of files) {
    const picture = file.type.startsWith('image/');
    if (picture && writing === 'rich') { show('rich'); rich.bring([file]); continue; }
    const holder = `![…](${file.name})`;
    if (picture) put(holder);
    const row = await sendFile(file);
    const at = text.value.indexOf(holder);
    if (!row) {
      if (picture && at >= 0) put('', at, at + holder.length);
      alert(`${file.name}: ${editor.dataset.uploadFailed}`);
      continue;
    }
    if (picture && at >= 0) put(row.querySelector('[data-insert]').dataset.insert, at, at + holder.length);
  }
}

form.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert]');
  if (!button) return;
  show(writing);
  if (writing === 'rich') rich.insert(button.dataset.insert); else put(button.dataset.insert);
});
form.querySelector('[data-editor-file]').addEventListener('change', (event) => {
  upload([...event.target.files]);
  event.target.value = '';
});
text.addEventListener('paste', (event) => {
  if (event.clipboardData.files.length > 0) { event.preventDefault(); upload([...event.clipboardData.files].map((file) => naming(file))); }
});
editor.addEventListener('dragover', (event) => { if (!event.dataTransfer.types.includes('Files')) return; event.preventDefault(); editor.classList.add('is-dropping'); });
editor.addEventListener('dragleave', () => editor.classList.remove('is-dropping'));
editor.addEventListener('drop', (event) => {
  editor.classList.remove('is-dropping');
  if (event.defaultPrevented || event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  upload([...event.dataTransfer.files]);
});

/*
 * What is typed is kept at the server soon after, and on this device until the server has it. A
 * window keeps its own copy here; the server keeps one for each person, and refuses it from a
 * window that does not know what another one has kept.
 */
const FIELDS = ['title', 'markdown', 'minutes', 'preview'];
const SOON = 800;
const AGAIN = 5000;
const PATIENCE = 3000;
const prefix = `lyceum-draft:${form.dataset.draft}:`;
const state = form.querySelector('[data-draft-state]');
const found = form.querySelector('[data-draft-found]');

const typed = () => new URLSearchParams(FIELDS.map((name) => {
  const field = form.elements[name];
  return [name, field.type === 'checkbox' ? (field.checked ? 'on' : '') : field.value];
})).toString();

const served = typed();
/* What a refused form shows is kept nowhere yet. */
const unkept = form.dataset.typed === 'true';
let sent = unkept ? '' : served;
let elsewhere = false;
let saving = false;
let sending = false;
let current = Promise.resolve();
let timer;

let tab = 'one';
try {
  tab = sessionStorage.getItem('lyceum-tab') ?? `${Date.now()}-${Math.random()}`;
  sessionStorage.setItem('lyceum-tab', tab);
} catch {
  /* Without it the windows of this device share a copy. */
}
const key = prefix + tab;
const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const copies = () => Object.keys(localStorage).filter((name) => name.startsWith(prefix));
const say = (words) => {
  const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' });
  state.textContent = words.replace('{time}', time);
};

/*
 * What this window has sent, by a print of each: an answer that came too late, or never, does not
 * make its own words somebody else's.
 */
let sentBefore = read(key)?.sent ?? [];
const printOf = (words) => {
  let hash = 0x811c9dc5;
  for (let i = 0; i < words.length; i++) hash = Math.imul(hash ^ words.charCodeAt(i), 0x01000193);
  return `${words.length}:${hash >>> 0}`;
};

/* Whether the server has what this window knows or has sent itself; then it goes on from there. */
async function isOwn(known) {
  const answer = await fetch(form.dataset.keep, { headers: { 'X-Part': 'yes' } });
  if (!answer.ok) return false;
  const revision = answer.headers.get('X-Draft');
  const fields = await answer.json();
  const words = new URLSearchParams(FIELDS.map((name) => [name, fields[name] ?? ''])).toString();
  if (revision !== known && !sentBefore.includes(printOf(words))) return false;
  form.elements.revision.value = revision;
  return true;
}

/* On this device, at once. */
function hold() {
  try {
    localStorage.setItem(key, JSON.stringify({ fields: typed(), revision: form.elements.revision.value, sent: sentBefore, at: Date.now() }));
  } catch {
    /* Private mode or a full disk: the server and the save button still work. */
  }
}

/* At the server. What it has need not be held here any more. */
function keep(leaving = false) {
  clearTimeout(timer);
  if (typed() === sent || sending && !leaving) return current;
  if (elsewhere) { say(state.dataset.elsewhere); return current; }
  current = send(leaving);
  return current;
}

async function send(leaving) {
  const words = typed();
  let wait = AGAIN;
  sending = true;
  sentBefore = [printOf(words), ...sentBefore].slice(0, 8);
  hold();
  try {
    const body = new URLSearchParams(words);
    body.set('version', form.elements.version.value);
    body.set('revision', form.elements.revision.value);
    const answer = await fetch(form.dataset.keep, {
      method: 'POST',
      headers: { 'X-Part': 'yes', 'X-CSRF-Token': token, 'Content-Type': 'application/x-www-form-urlencoded' },
      body,
      // What is longer cannot be sent by a page that goes; it is held on this device.
      keepalive: leaving && words.length < 60_000,
    });
    if (answer.ok) {
      wait = SOON;
      sent = words;
      form.elements.revision.value = answer.headers.get('X-Draft');
      say(answer.headers.get('X-Lesson') === form.elements.version.value ? state.dataset.kept : state.dataset.overtaken);
      if (!leaving && typed() === sent) { localStorage.removeItem(key); form.dataset.kept = 'true'; }
    } else if (answer.status === 409 || answer.status === 412) {
      wait = SOON;
      elsewhere = !await isOwn('');
      if (elsewhere) say(state.dataset.elsewhere);
    } else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      // It will not be taken as it is, however often it is sent.
      wait = 0;
      say(state.dataset.unkept);
    } else {
      say(state.dataset.offline);
    }
  } catch {
    say(state.dataset.offline);
  } finally {
    sending = false;
  }
  if (wait > 0 && typed() !== sent && !elsewhere) timer = setTimeout(keep, wait);
}

form.addEventListener('input', () => {
  form.dataset.kept = 'false';
  hold();
  clearTimeout(timer);
  timer = setTimeout(keep, SOON);
});
addEventListener('online', () => keep());

/*
 * Saving carries all of it along, and says which draft it was, so that only that one is forgotten.
 * What is on its way is waited for; what is thrown away is kept once more, so that it can be undone.
 */
let ready = false;
form.addEventListener('submit', (event) => {
  clearTimeout(timer);
  const drops = event.submitter?.formAction.endsWith('/draft/drop');
  if (!ready && (sending || drops && typed() !== sent && !elsewhere)) {
    event.preventDefault();
    const waited = sending ? current : keep();
    Promise.race([waited, new Promise((done) => { setTimeout(done, PATIENCE); })]).finally(() => {
      ready = true;
      form.requestSubmit(event.submitter ?? undefined);
    });
    return;
  }
  saving = true;
  if (drops) localStorage.removeItem(key);
});
addEventListener('pageshow', () => { saving = false; ready = false; });
addEventListener('pagehide', () => { if (!saving) keep(true); });

function take(copy) {
  const fields = new URLSearchParams(copy.fields);
  show(writing);
  form.elements.title.value = fields.get('title');
  form.elements.minutes.value = fields.get('minutes');
  form.elements.preview.checked = fields.get('preview') === 'on';
  if (writing === 'markdown' && likes === 'markdown') put(fields.get('markdown'), 0, text.value.length);
  else text.value = fields.get('markdown');
  if (writing === 'rich') rich.load(text.value);
  form.dispatchEvent(new Event('input', { bubbles: true }));
}

/*
 * A page that was loaded anew goes on where this window was, if the server has nothing that this
 * window does not know. Its last words may still be on their way there.
 */
async function goOn(copy) {
  try {
    if (!await isOwn(copy.revision) || typed() !== served) return false;
    take(copy);
    return true;
  } catch {
    return false;
  }
}

function offer(copy) {
  const forget = () => { for (const name of copies()) localStorage.removeItem(name); };
  found.hidden = false;
  found.querySelector('[data-draft-take]').addEventListener('click', () => { forget(); found.remove(); take(copy); });
  found.querySelector('[data-draft-drop]').addEventListener('click', () => { forget(); found.remove(); });
}

/* What was held here and the server shows is of no use; anything else is offered, the newest first. */
if (unkept) {
  hold();
} else {
  for (const name of copies()) if (!read(name)?.fields || read(name).fields === served) localStorage.removeItem(name);
  const newest = copies().map(read).sort((a, b) => b.at - a.at)[0];
  if (newest && (form.dataset.refused !== 'true' || form.dataset.kept === 'true')) {
    const own = read(key);
    if (own?.at !== newest.at || !await goOn(own)) offer(newest);
  }
}
