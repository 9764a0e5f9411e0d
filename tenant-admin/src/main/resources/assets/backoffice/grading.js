/*
 * Marking: levels by their number, what they come to, points typed into the table of grades, and
 * fields that only matter with another one. Without scripts all of it is plain forms.
 */

/* Fields that depend on another one. */
for (const part of document.querySelectorAll('[data-when]')) {
  const [name, value] = part.dataset.when.split('=');
  const field = part.closest('form').elements[name];
  const show = () => (part.hidden = value === 'on' ? !field.checked : field.value !== value);
  field.addEventListener('change', show);
  show();
}

/* A rubric grows as it is filled in. */
const rubric = document.querySelector('[data-rubric]');
if (rubric) {
  const MOST_CRITERIA = 20;
  const MOST_LEVELS = 10;
  const empty = (part) => [...part.querySelectorAll('input, textarea')].every((field) => !field.value.trim());
  const fresh = (part, from, to) => {
    const copy = part.cloneNode(true);
    for (const field of copy.querySelectorAll('input, textarea')) {
      field.name = field.name.replace(from, to);
      field.value = '';
      field.defaultValue = '';
      field.setAttribute('aria-label', field.getAttribute('aria-label').replace(/\d+(?!.*\d)/, (n) => Number(n) + 1));
    }
    return copy;
  };
  rubric.addEventListener('input', (event) => {
    const criterion = event.target.closest('[data-criterion]');
    const levels = [...criterion.querySelectorAll('[data-level]')];
    const last = levels.at(-1);
    if (!empty(last) && levels.length < MOST_LEVELS) {
      last.after(fresh(last, `-l${levels.length - 1}`, `-l${levels.length}`));
    }
    const all = [...rubric.querySelectorAll('[data-criterion]')];
    const end = all.at(-1);
    if (!empty(end) && all.length < MOST_CRITERIA) {
      const copy = end.cloneNode(true);
      [...copy.querySelectorAll('[data-level]')].slice(3).forEach((level) => level.remove());
      for (const field of copy.querySelectorAll('input, textarea')) {
        field.name = field.name.replace(`c${all.length - 1}`, `c${all.length}`);
        field.value = '';
        field.defaultValue = '';
        field.setAttribute('aria-label', field.getAttribute('aria-label').replace(/\d+/, all.length + 1));
      }
      copy.querySelector('legend').textContent = copy.querySelector('legend').textContent.replace(/\d+/, all.length + 1);
      end.querySelector('.criterion-title').placeholder = '';
      end.after(copy);
    }
  });
}

/* One submission. */
const marking = document.querySelector('[data-marking]');
if (marking) {
  const sum = marking.querySelector('[data-sum]');
  const marks = [...marking.querySelectorAll('[data-mark]')];
  const count = () => {
    if (!sum) return;
    const chosen = [...marking.querySelectorAll('[data-points]:checked')];
    const locale = document.documentElement.lang;
    const all = chosen.reduce((total, level) => total + Number(level.dataset.points), 0);
    sum.textContent = chosen.length ? all.toLocaleString(locale, { maximumFractionDigits: 2 }) : '–';
  };
  marking.addEventListener('change', count);
  count();
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault();
      marking.requestSubmit(marking.querySelector('[data-go]') || marking.querySelector('.is-primary'));
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
    // Only among the levels: a digit anywhere else is what somebody writes.
    const here = event.target.closest?.('[data-mark]');
    if (!here || event.target.type !== 'radio') return;
    const level = here.querySelectorAll('input[type=radio]')[Number(event.key) - 1];
    if (!level) return;
    event.preventDefault();
    level.checked = true;
    level.dispatchEvent(new Event('change', { bubbles: true }));
    const next = marks[marks.indexOf(here) + 1];
    (next?.querySelector('input[type=radio]:checked') || next?.querySelector('input[type=radio]') || marking.elements.feedback).focus();
  });
  /* What is written is not lost to a slip: the browser asks before it leaves. */
  let dirty = false;
  marking.addEventListener('input', () => (dirty = true));
  marking.addEventListener('submit', () => (dirty = false));
  addEventListener('beforeunload', (event) => dirty && event.preventDefault());
}

/* The table of grades: arrows move, Enter keeps and goes down, Escape takes back. */
const grades = document.querySelector('[data-grades]');
if (grades) {
  const state = document.querySelector('[data-grades-state]');
  const cells = () => [...grades.tBodies[0].rows].map((row) => [...row.cells]);
  const focusable = (cell) => cell?.querySelector('[data-grade], a, [tabindex]');
  const save = async (field) => {
    if (field.value === field.defaultValue) return true;
    const cell = field.closest('td');
    state.classList.remove('is-wrong');
    state.textContent = grades.dataset.saving;
    cell.classList.add('is-saving');
    try {
      const body = new URLSearchParams(new FormData(field.form));
      const answer = await fetch(grades.dataset.grades, {
        method: 'POST',
        headers: { 'X-Part': 'yes', 'X-CSRF-Token': grades.dataset.csrf, 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html, application/problem+json;q=0.9' },
        body,
      });
      if (!answer.ok) {
        const page = await answer.text();
        const why = page.startsWith('{') ? JSON.parse(page).detail : new DOMParser().parseFromString(page, 'text/html').querySelector('[data-problem], main p')?.textContent;
        throw new Error(why || '');
      }
      const box = document.createElement('template');
      box.innerHTML = await answer.text();
      const fresh = box.content.querySelector('td');
      const mine = cell.contains(document.activeElement);
      cell.replaceWith(fresh);
      if (mine) focusable(fresh)?.focus();
      state.textContent = '';
      return true;
    } catch (problem) {
      cell.classList.remove('is-saving');
      cell.classList.add('is-wrong');
      state.classList.add('is-wrong');
      state.textContent = `${grades.dataset.failed} ${problem.message}`.trim();
      return false;
    }
  };
  grades.addEventListener('focusin', (event) => event.target.matches('[data-grade]') && event.target.select());
  grades.addEventListener('submit', (event) => event.preventDefault());
  grades.addEventListener('change', (event) => event.target.matches('[data-grade]') && save(event.target));
  grades.addEventListener('keydown', (event) => {
    const cell = event.target.closest('td, th');
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const table = cells();
    const row = table.findIndex((line) => line.includes(cell));
    if (row < 0) return;
    const column = table[row].indexOf(cell);
    const field = event.target.matches('[data-grade]') ? event.target : null;
    const moves = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1], Enter: [1, 0] };
    if (event.key === 'Escape' && field) {
      field.value = field.defaultValue;
      return;
    }
    const move = moves[event.key];
    if (!move || (event.key === 'Enter' && !field)) return;
    const inside = field && move[1] !== 0 && field.value && field.selectionStart === field.selectionEnd
      && (move[1] > 0 ? field.selectionEnd < field.value.length : field.selectionStart > 0);
    if (inside) return;
    event.preventDefault();
    let at = [row + move[0], column + move[1]];
    while (table[at[0]]?.[at[1]]) {
      const target = focusable(table[at[0]][at[1]]);
      if (target) {
        target.focus();
        return;
      }
      at = [at[0] + move[0], at[1] + move[1]];
    }
    if (event.key === 'Enter') field.blur();
  });
}
