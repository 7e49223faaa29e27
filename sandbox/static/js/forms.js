// Every form: one tap sends once; typed text outlives a dropped connection; counters, rupiah, steppers.

const seen = new WeakSet();
const GIVE_BACK_MS = 10000; // a form that answers with a download leaves us on this page

let house = null;

export function start(root, theHouse) {
  if (!house) guardAll();
  house = theHouse;
  each(root, '[data-counter-for]', counter);
  each(root, 'input[data-rupiah]', rupiah);
  each(root, '[data-stepper]', stepper);
  each(root, 'form[data-keep]', keep);
  each(root, 'form[data-submit-on-change]', (form) => form.addEventListener('change', () => form.requestSubmit ? form.requestSubmit() : form.submit()));
  if (root === document) forgetSent();
}

/** The echo of typed money in fields another script has just added. */
export function echoMoney(root) { each(root, 'input[data-rupiah]', rupiah); }

function each(root, selector, work) {
  root.querySelectorAll(selector).forEach((element) => {
    if (seen.has(element)) return;
    seen.add(element);
    work(element);
  });
}

// --- sending once -------------------------------------------------------------------------------------------------

function guardAll() {
  let lastTapped = null;
  document.addEventListener('click', (event) => { lastTapped = event.target.closest('button, input[type=submit]'); }, true);

  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (event.defaultPrevented) return; // another script has taken over
    if (form.dataset.sending) { event.preventDefault(); return; }
    const button = event.submitter || (lastTapped && lastTapped.form === form ? lastTapped : null);
    const question = (button && button.dataset.confirm) || form.dataset.confirm;
    if (question && !window.confirm(question)) { event.preventDefault(); return; }
    if (form.hasAttribute('data-no-guard') || form.method === 'get') return;
    if (navigator.onLine === false) {
      event.preventDefault();
      house.say(house.sentence('offline'), 'sun');
      return;
    }
    form.dataset.sending = '1';
    form.dispatchEvent(new CustomEvent('lapak:sending'));
    // after this tick: a disabled button would not send its own name and value
    setTimeout(() => {
      if (!button || !button.matches('.btn')) return;
      button.setAttribute('aria-busy', 'true');
    }, 0);
    setTimeout(() => release(form), GIVE_BACK_MS);
  });

  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sending]').forEach(release));
}

function release(form) {
  delete form.dataset.sending;
  const outside = form.id ? Array.from(document.querySelectorAll(`[form="${form.id}"][aria-busy]`)) : [];
  Array.from(form.querySelectorAll('[aria-busy]')).concat(outside).forEach((button) => button.removeAttribute('aria-busy'));
}

// --- keeping typed text -------------------------------------------------------------------------------------------

const KEPT = 'lapak:keep:';
const SENT = 'lapak:sent:';

function storeKey(form, prefix) { return `${prefix}${house.person}:${form.dataset.keep}`; }

function isTyped(field) {
  return field.name && !field.disabled && !['hidden', 'password', 'file', 'submit', 'button'].includes(field.type);
}

function typedText(form) {
  const text = {};
  Array.from(form.elements).filter(isTyped).forEach((field) => {
    if (field.type === 'checkbox' || field.type === 'radio') {
      (text[field.name] = text[field.name] || []).push(...(field.checked ? [field.value] : []));
    } else text[field.name] = [field.value];
  });
  return text;
}

function putBack(form, text) {
  Array.from(form.elements).filter(isTyped).forEach((field) => {
    const values = text[field.name];
    if (!values) return;
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
    else [field.value] = values;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

function cameBack() {
  const entry = performance.getEntriesByType && performance.getEntriesByType('navigation')[0];
  return Boolean(entry) && (entry.type === 'back_forward' || entry.type === 'reload');
}

function keep(form) {
  const key = storeKey(form, KEPT);
  try {
    const text = sessionStorage.getItem(key);
    const wasSent = sessionStorage.getItem(storeKey(form, SENT));
    if (text && wasSent && !cameBack()) {
      sessionStorage.removeItem(key); // the server has answered: what it shows is newer
    } else if (text && text !== JSON.stringify(typedText(form)) && !form.querySelector('.has-error')) {
      putBack(form, JSON.parse(text));
      house.say(house.sentence('restored'), 'sky');
    }
    sessionStorage.removeItem(storeKey(form, SENT));
  } catch (error) { return; }
  let timer = 0;
  const write = () => { try { sessionStorage.setItem(key, JSON.stringify(typedText(form))); } catch (error) { /* full */ } };
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(write, 300); });
  form.addEventListener('lapak:sending', () => {
    clearTimeout(timer);
    write();
    try { sessionStorage.setItem(storeKey(form, SENT), '1'); } catch (error) { /* full */ }
  });
}

// A page without the form came after sending it: it arrived.
function forgetSent() {
  try {
    Object.keys(sessionStorage).filter((key) => key.startsWith(SENT)).forEach((key) => {
      sessionStorage.removeItem(key);
      sessionStorage.removeItem(KEPT + key.slice(SENT.length));
    });
  } catch (error) { /* storage is switched off */ }
}

// --- small helpers in fields --------------------------------------------------------------------------------------

function counter(note) {
  const field = document.getElementById(note.dataset.counterFor);
  if (!field) return;
  const max = Number(note.dataset.counterMax);
  const show = () => {
    const used = Array.from(field.value).length;
    note.textContent = note.dataset.counterText.replace('{used}', used).replace('{max}', max);
    note.classList.toggle('is-over', used > max);
    if (note.hasAttribute('data-counter-quiet')) note.classList.toggle('is-quiet', used < max * 0.8);
  };
  field.addEventListener('input', show);
  show();
}

const UNITS = { rb: 1e3, ribu: 1e3, k: 1e3, jt: 1e6, juta: 1e6 };

/** Whole rupiah for what people type (15rb, 15.000, Rp15k, 1,5jt), or null. The server decides; this only echoes. */
export function readRupiah(typed) {
  const found = /^(?:rp\.?\s*)?(\d[\d.,\s]*?)\s*(rb|ribu|k|jt|juta)?\.?$/.exec(typed.trim().toLowerCase());
  if (!found) return null;
  const digits = found[1].replace(/\s/g, '');
  if (found[2]) {
    const amount = Number(digits.replace(',', '.')) * UNITS[found[2]];
    return Number.isInteger(Math.round(amount * 1000) / 1000) ? Math.round(amount) : null;
  }
  if (/^\d+$/.test(digits)) return Number(digits);
  return /^\d{1,3}([.,]\d{3})+$/.test(digits) ? Number(digits.replace(/[.,]/g, '')) : null;
}

/** 18000 as people read it: 18.000. */
export const dotted = (amount) => String(amount).replace(/\B(?=(\d{3})+(?!\d))/g, '.');

// Dots are put in while typing at the end, but never into what may become something else (1.5jt).
const GROUPED = /^\d+$|^\d{1,3}(\.\d{3})+\d?$/;

function rupiah(field) {
  const echo = document.querySelector(`[data-rupiah-echo="${field.id}"]`);
  const show = (event) => {
    const typed = field.value;
    const plain = /^[\d.]*$/.test(typed);
    const taken = event && (event.inputType || '').startsWith('delete');
    if (plain && (taken || GROUPED.test(typed)) && field.selectionStart === typed.length) {
      const text = dotted(typed.replace(/\./g, ''));
      if (text !== typed) field.value = text;
    }
    const amount = plain || !typed.trim() ? null : readRupiah(typed);
    if (echo) echo.textContent = amount === null ? '' : `= Rp ${dotted(amount)}`;
  };
  field.addEventListener('input', show);
  show();
}

function stepper(box) {
  const field = box.querySelector('input');
  const buttons = Array.from(box.querySelectorAll('[data-step]'));
  const low = field.min === '' ? -Infinity : Number(field.min);
  const high = field.max === '' ? Infinity : Number(field.max);
  const show = () => buttons.forEach((button) => {
    button.disabled = button.dataset.step < 0 ? Number(field.value) <= low : Number(field.value) >= high;
  });
  box.addEventListener('click', (event) => {
    const button = event.target.closest('[data-step]');
    if (!button) return;
    const step = Number(field.step) || 1;
    field.value = Math.min(high, Math.max(low, (Number(field.value) || 0) + step * Number(button.dataset.step)));
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('change', { bubbles: true }));
  });
  field.addEventListener('input', show);
  show();
}
