/*
 * The lesson editor: marks, a preview that the server renders, pictures by drop and paste, and a
 * copy of unsaved text on this device. It only ever edits the textarea, so that undo, spelling and
 * saving stay the browser's own.
 */
const form = document.querySelector('#lesson');
const editor = form.querySelector('[data-editor]');
const text = form.querySelector('#markdown');
const side = editor.querySelector('[data-preview-side]');
const token = form.elements._csrf.value;

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

function lines(prefix) {
  const from = text.value.lastIndexOf('\n', text.selectionStart - 1) + 1;
  const to = text.selectionEnd;
  const block = text.value.slice(from, to).split('\n');
  const on = block.every((line) => line.startsWith(prefix));
  put(block.map((line) => (on ? line.slice(prefix.length) : prefix + line)).join('\n'), from, to);
}

function block(begin, end) {
  const inner = text.value.slice(text.selectionStart, text.selectionEnd);
  const lead = text.selectionStart === 0 || text.value[text.selectionStart - 1] === '\n' ? '' : '\n\n';
  put(`${lead}${begin}\n\n${inner}\n\n${end}\n`);
}

const marks = {
  heading: () => lines('## '),
  bold: () => around('**'),
  italic: () => around('*'),
  link: () => around('[', '](https://)'),
  list: () => lines('- '),
  quote: () => lines('> '),
  code: () => (text.value.slice(text.selectionStart, text.selectionEnd).includes('\n') ? block('```', '```') : around('`')),
  callout: () => block('::: callout', ':::'),
  challenge: () => block('::: challenge', '::: solution\n\n:::\n\n:::'),
};

for (const button of editor.querySelectorAll('[data-mark]')) {
  button.addEventListener('click', () => { show('write'); marks[button.dataset.mark](); });
}

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

/* Write or preview */
const sides = editor.querySelectorAll('[data-side]');
let shown = side.hidden ? 'write' : 'preview';

async function show(which) {
  if (which === shown) return;
  shown = which;
  for (const button of sides) button.setAttribute('aria-pressed', String(button.dataset.side === which));
  text.hidden = which === 'preview';
  side.hidden = which === 'write';
  if (which === 'write') { text.focus(); return; }
  side.setAttribute('aria-busy', 'true');
  const answer = await fetch(editor.dataset.preview, {
    method: 'POST',
    headers: { 'X-Part': 'yes', 'X-CSRF-Token': token, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ markdown: text.value }),
  });
  if (answer.ok && shown === 'preview') side.innerHTML = await answer.text();
  side.removeAttribute('aria-busy');
}
for (const button of sides) button.addEventListener('click', () => show(button.dataset.side));
text.hidden = shown === 'preview';

/* Files: uploaded one by one, each put in where the cursor is */
const list = form.querySelector('[data-files]');

async function upload(files) {
  for (const file of files) {
    const holder = `![…](${file.name})`;
    const picture = file.type.startsWith('image/');
    if (picture) put(holder);
    const body = new FormData();
    body.append('file', file, file.name);
    let row;
    try {
      const answer = await fetch(editor.dataset.upload, { method: 'POST', headers: { 'X-Part': 'yes', 'X-CSRF-Token': token }, body });
      if (answer.ok) row = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('li');
    } catch (failure) {
      row = undefined;
    }
    const at = text.value.indexOf(holder);
    if (!row) {
      if (picture && at >= 0) put('', at, at + holder.length);
      alert(`${file.name}: ${editor.dataset.uploadFailed}`);
      continue;
    }
    list.append(row);
    form.querySelector('[data-files-none]')?.remove();
    if (picture && at >= 0) put(row.querySelector('[data-insert]').dataset.insert, at, at + holder.length);
  }
}

form.addEventListener('click', (event) => {
  const button = event.target.closest('[data-insert]');
  if (button) { show('write'); put(button.dataset.insert); }
});
form.querySelector('[data-editor-file]').addEventListener('change', (event) => {
  upload([...event.target.files]);
  event.target.value = '';
});
text.addEventListener('paste', (event) => {
  if (event.clipboardData.files.length > 0) { event.preventDefault(); upload([...event.clipboardData.files]); }
});
editor.addEventListener('dragover', (event) => { event.preventDefault(); editor.classList.add('is-dropping'); });
editor.addEventListener('dragleave', () => editor.classList.remove('is-dropping'));
editor.addEventListener('drop', (event) => {
  editor.classList.remove('is-dropping');
  if (event.dataTransfer.files.length === 0) return;
  event.preventDefault();
  upload([...event.dataTransfer.files]);
});

/* Unsaved text is kept on this device until it is saved or thrown away. */
const key = `lyceum-draft:${form.dataset.draft}`;
const state = form.querySelector('[data-draft-state]');
const found = form.querySelector('[data-draft-found]');
const saved = text.value;
let timer;

const lesson = key.slice(0, key.lastIndexOf(':') + 1);
const read = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
const kept = () => Object.keys(localStorage).filter((name) => name.startsWith(lesson));
const keep = () => {
  if (text.value === saved) { localStorage.removeItem(key); state.textContent = ''; return; }
  try {
    localStorage.setItem(key, JSON.stringify({ text: text.value, at: Date.now() }));
    state.textContent = state.dataset.kept.replace('{time}', new Date().toLocaleTimeString(document.documentElement.lang, { hour: '2-digit', minute: '2-digit' }));
  } catch {
    /* Private mode or a full disk: the save button still works. */
  }
};
text.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(keep, 600); });
addEventListener('pagehide', keep);
form.addEventListener('submit', () => { clearTimeout(timer); keep(); });

/* What was kept and is saved by now is of no use; anything else is offered, the newest first. */
for (const name of kept()) if (read(name)?.text === saved) localStorage.removeItem(name);
const newest = kept().map(read).filter(Boolean).sort((a, b) => b.at - a.at)[0];
if (newest && form.dataset.refused !== 'true') {
  const forget = () => { for (const name of kept()) localStorage.removeItem(name); };
  found.hidden = false;
  found.querySelector('[data-draft-take]').addEventListener('click', () => { forget(); found.remove(); show('write'); put(newest.text, 0, text.value.length); });
  found.querySelector('[data-draft-drop]').addEventListener('click', () => { forget(); found.remove(); });
}
