// Saves a form while it is being filled in. When the network fails the text stays on the phone, says so, and goes out
// later, once: each attempt carries a save_key, and the very same attempt is repeated until the server has answered.

const STORE = 'lapak:autosave:';
const PAUSE_MS = 800;
const FIRST_RETRY_MS = 2000;
const LONGEST_RETRY_MS = 30000;
const seen = new WeakSet();

export function start(root, house) {
  root.querySelectorAll('form[data-autosave]').forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    watch(form, house);
  });
}

function read(key) { try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; } }
function write(key, value) { try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (error) { return false; } }
function drop(key) { try { localStorage.removeItem(key); } catch (error) { /* switched off */ } }

function newKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** The form as sent, without files and without buttons: [[name, value], ...]. */
function fieldsOf(form) {
  return Array.from(new FormData(form)).filter(([name, value]) => typeof value === 'string' && name !== 'save_key');
}

const PLUMBING = new Set(['csrf_token', 'version', 'submit_key', 'save_key']);
const sameText = (one, other) => JSON.stringify(one.filter(([name]) => !PLUMBING.has(name)))
  === JSON.stringify(other.filter(([name]) => !PLUMBING.has(name)));

function post(action, fields, saveKey) {
  return fetch(action, {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'X-Autosave': '1', Accept: 'application/json', 'Content-Type': 'application/x-www-form-urlencoded;charset=UTF-8' },
    body: new URLSearchParams(fields.concat([['save_key', saveKey]])).toString(),
  });
}

function watch(form, house) {
  const key = `${STORE}${form.dataset.person || house.person}:${form.dataset.autosave}`;
  const action = form.action;
  const state = { dirty: false, attempt: null, sending: false, stopped: false, timer: 0, wait: FIRST_RETRY_MS };
  const own = form.querySelector('[data-saved-indicator]') || document.querySelector('[data-saved-indicator]');

  function tell(name, text) {
    if (!own) return;
    own.dataset.state = name;
    own.querySelector('[data-saved-text]').textContent = text;
  }

  function keepHere(extra) {
    return write(key, Object.assign({ action, fields: fieldsOf(form), attempt: state.attempt }, extra));
  }

  function later(pause) {
    clearTimeout(state.timer);
    state.timer = setTimeout(send, pause);
  }

  async function send() {
    if (state.sending || state.stopped) return;
    if (!state.attempt) {
      if (!state.dirty) return;
      state.dirty = false;
      state.attempt = { fields: fieldsOf(form), saveKey: newKey() };
    }
    state.sending = true;
    tell('busy', house.sentence('saving'));
    let answer;
    let facts = {};
    try {
      answer = await post(action, state.attempt.fields, state.attempt.saveKey);
      if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
      facts = await answer.json().catch(() => ({}));
    } catch (error) {
      state.sending = false;
      tell(keepHere() ? 'kept' : 'error', house.sentence('kept'));
      later(state.wait);
      state.wait = Math.min(state.wait * 2, LONGEST_RETRY_MS);
      return;
    }
    state.sending = false;
    state.wait = FIRST_RETRY_MS;
    hear(answer, facts);
  }

  function hear(answer, facts) {
    if (facts.version !== undefined && form.elements.version) form.elements.version.value = facts.version;
    if (answer.status === 409 || facts.conflict) {
      state.stopped = true; // two tabs: from here the person decides, with the save button
      state.attempt = null;
      keepHere({ conflict: true });
      tell('error', facts.conflict || facts.error || '');
      return;
    }
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
      state.stopped = true;
      keepHere();
      tell('error', house.sentence('signedOut'));
      return;
    }
    state.attempt = null;
    const errors = facts.errors || {};
    showErrors(form, errors);
    if (Object.keys(errors).length || !answer.ok) {
      keepHere();
      tell('error', house.sentence('notSaved'));
    } else {
      if (state.dirty) keepHere(); else drop(key);
      tell('saved', house.sentence('saved', { time: facts.saved_at || '' }));
    }
    if (state.dirty) later(PAUSE_MS);
  }

  function changed(event) {
    if (event.target.type === 'file') return;
    state.dirty = true;
    if (state.stopped) keepHere(); else later(PAUSE_MS);
  }

  form.addEventListener('input', changed);
  form.addEventListener('change', changed);
  form.addEventListener('lapak:sending', () => {
    clearTimeout(state.timer);
    state.stopped = true;
    keepHere({ sent: true });
  });
  window.addEventListener('online', () => { if (state.attempt) later(0); });
  document.addEventListener('visibilitychange', () => {
    if (document.hidden && state.dirty && !state.stopped) { keepHere(); send(); }
  });
  window.addEventListener('pagehide', () => { if ((state.dirty || state.attempt) && !state.stopped) keepHere(); });
  window.addEventListener('pageshow', (event) => { if (event.persisted) state.stopped = false; });

  const kept = read(key);
  if (!kept) return;
  const version = (kept.fields.find(([name]) => name === 'version') || [])[1];
  const isNewer = Boolean(form.elements.version) && version !== form.elements.version.value;
  // the same text, or sent by its own button and arrived: what the page shows is what was sent, tidied (45rb, 45.000)
  if (sameText(kept.fields, fieldsOf(form)) || (kept.sent && isNewer)) { drop(key); return; }
  restore(form, kept.fields);
  house.say(house.sentence('restored'), 'sky');
  state.attempt = kept.attempt || null;
  state.dirty = !state.attempt || !sameText(kept.fields, state.attempt.fields);
  state.stopped = Boolean(kept.conflict || (!state.attempt && isNewer)); // someone else saved meanwhile: the person decides with the button
  if (state.stopped) tell('error', house.sentence('restored'));
  else later(0);
}

function restore(form, fields) {
  const byName = new Map();
  fields.forEach(([name, value]) => byName.set(name, (byName.get(name) || []).concat([value])));
  Array.from(form.elements).forEach((field) => {
    if (!field.name || PLUMBING.has(field.name) || ['hidden', 'file', 'submit', 'button'].includes(field.type)) return;
    const values = byName.get(field.name) || [];
    if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
    else if (values.length) field.value = values.shift();
  });
}

/** Put one sentence by each faulty field, and take away the others. `errors`: {field name: sentence}. */
function showErrors(form, errors) {
  Array.from(form.elements).forEach((field) => {
    if (!field.name || !field.id || field.type === 'hidden') return;
    const box = field.closest('.field');
    if (!box) return;
    const text = errors[field.name];
    let note = box.querySelector('.field-error');
    if (!text) {
      if (note && !(field.name in errors)) note.remove();
      box.classList.remove('has-error');
      field.removeAttribute('aria-invalid');
      return;
    }
    if (!note) {
      note = document.createElement('p');
      note.className = 'field-error';
      note.id = `${field.id}-error`;
      const label = box.querySelector('.field-help') || box.querySelector('.field-label');
      if (label) label.after(note); else box.prepend(note);
    }
    note.textContent = text;
    box.classList.add('has-error');
    field.setAttribute('aria-invalid', 'true');
    if (!(field.getAttribute('aria-describedby') || '').includes(note.id)) {
      field.setAttribute('aria-describedby', `${field.getAttribute('aria-describedby') || ''} ${note.id}`.trim());
    }
  });
}

/** From any page: send what a form that is not on this page left behind. What needs a person waits for the form. */
export function sendKept(house) {
  const mine = `${STORE}${house.person}:`;
  const open = new Set(Array.from(document.querySelectorAll('form[data-autosave]'), (form) => form.dataset.autosave));
  Object.keys(localStorage).filter((key) => key.startsWith(mine) && !open.has(key.slice(mine.length))).forEach(async (key) => {
    const kept = read(key);
    if (!kept || kept.waits) return;
    if (kept.sent) { drop(key); return; } // sent by its own button, and this page is the answer
    const attempt = kept.attempt || { fields: kept.fields, saveKey: newKey() };
    if (!kept.attempt) write(key, Object.assign(kept, { attempt }));
    try {
      const answer = await post(kept.action, attempt.fields, attempt.saveKey);
      if (answer.ok && sameText(attempt.fields, kept.fields)) {
        drop(key);
        const facts = await answer.json().catch(() => ({}));
        house.say(house.sentence('saved', { time: facts.saved_at || '' }), 'leaf');
      } else if (answer.status < 500 && answer.status !== 429) {
        write(key, Object.assign(kept, { waits: true, conflict: answer.status === 409, attempt: answer.ok || answer.status === 409 ? null : attempt }));
      }
    } catch (error) { /* still offline: the next page tries again */ }
  });
}
