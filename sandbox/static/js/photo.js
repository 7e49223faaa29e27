// Photos: shrunk on the phone before sending, seen at once, sent one after another with progress.
// A picture this phone cannot open (HEIC on most Androids) is sent as it is; the server opens it.

const LONGEST_SIDE = 1600;
const QUALITY = 0.82;
const SMALL_ENOUGH = 250 * 1024;
const seen = new WeakSet();

export function start(root, house) {
  root.querySelectorAll('[data-photo-picker]').forEach((picker) => {
    if (seen.has(picker)) return;
    seen.add(picker);
    run(picker, house);
  });
}

/** Resolves to {file, url}: a smaller JPEG and an address to show it by; url is '' when the phone cannot open it. */
export async function shrink(file) {
  // before this property an <img> on a canvas ignored how the phone was held; the server turns such a photo instead
  if (!CSS.supports('image-orientation', 'from-image')) return { file, url: URL.createObjectURL(file) };
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  try {
    await image.decode();
  } catch (error) {
    URL.revokeObjectURL(url);
    return { file, url: '' };
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(1, LONGEST_SIDE / Math.max(width, height));
  if (scale === 1 && file.type === 'image/jpeg' && file.size <= SMALL_ENOUGH) return { file, url };
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width * scale));
  canvas.height = Math.max(1, Math.round(height * scale));
  const paper = canvas.getContext('2d');
  if (!paper) return { file, url };
  paper.fillStyle = '#fff'; // what is see-through in a PNG
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.imageSmoothingQuality = 'high';
  paper.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', QUALITY));
  canvas.width = 0; // gives the memory back at once on small phones
  if (!blob || (blob.size >= file.size && file.type === 'image/jpeg')) return { file, url };
  URL.revokeObjectURL(url);
  const name = `${file.name.replace(/\.[^.]*$/, '') || 'foto'}.jpg`;
  return { file: new File([blob], name, { type: 'image/jpeg' }), url: URL.createObjectURL(blob) };
}

function run(picker, house) {
  const input = picker.querySelector('.photo-input');
  const list = picker.querySelector('[data-photo-list]');
  const adder = picker.querySelector('.photo-add');
  const status = picker.querySelector('[data-photo-status]');
  const template = picker.querySelector('[data-photo-template]');
  const { uploadUrl, actionUrl } = picker.dataset;
  const max = Number(picker.dataset.photoMax) || 1;
  const form = input.form;
  const files = new Map(); // list item -> shrunk file not yet on the server
  const queue = [];
  let sending = false;

  const token = () => (form && form.elements.csrf_token ? form.elements.csrf_token.value : '');
  const text = (name, facts) => (picker.dataset[name] || '').replace('{percent}', facts === undefined ? '' : facts);
  const announce = (sentence) => { status.textContent = sentence; };

  function refresh() {
    const count = picker.querySelector('[data-photo-count]');
    if (count) count.textContent = `${list.children.length}/${max}`;
    adder.hidden = max > 1 && list.children.length >= max;
    if (!uploadUrl) fillInput();
  }

  /** Without an upload address the shrunk photos take the place of the chosen ones in the plain input. */
  function fillInput() {
    try {
      const basket = new DataTransfer();
      Array.from(list.children).forEach((item) => { if (files.has(item)) basket.items.add(files.get(item)); });
      input.files = basket.files;
    } catch (error) { /* an old phone: the input keeps what was chosen last */ }
  }

  async function add(chosen) {
    const room = max === 1 ? 1 : max - list.children.length;
    if (chosen.length > room) announce(text('textFull'));
    for (const file of chosen.slice(0, room)) { // one at a time: a phone with 2 GB cannot open six photos at once
      if (max === 1) Array.from(list.children).forEach((item) => { files.delete(item); item.remove(); });
      const item = template.content.firstElementChild.cloneNode(true);
      item.classList.add('is-busy', 'is-blank');
      item.querySelector('.photo-note').textContent = text('textShrink');
      list.append(item);
      refresh();
      const small = await shrink(file);
      if (!item.isConnected) continue;
      if (small.url) {
        item.querySelector('img').src = small.url;
        item.classList.remove('is-blank');
      }
      files.set(item, small.file);
      if (uploadUrl) {
        item.dataset.key = `${Date.now().toString(36)}${Math.random().toString(36).slice(2)}`;
        queue.push(item);
        sendNext();
      } else {
        item.classList.remove('is-busy');
        item.querySelector('.photo-note').textContent = text('textReady');
        refresh();
      }
    }
  }

  function sendNext() {
    const item = sending ? null : queue.shift();
    if (!item) return;
    if (!item.isConnected) { sendNext(); return; }
    sending = true;
    const note = item.querySelector('.photo-note');
    const bar = item.querySelector('.photo-progress');
    const body = new FormData();
    body.append('csrf_token', token());
    body.append('submit_key', item.dataset.key); // the same on a second try, so one photo stays one photo
    body.append('photo', files.get(item));
    const request = new XMLHttpRequest();
    request.open('POST', uploadUrl);
    request.setRequestHeader('X-Upload', '1');
    request.setRequestHeader('Accept', 'application/json');
    request.upload.onprogress = (event) => {
      if (!event.lengthComputable) return;
      const percent = Math.round((event.loaded / event.total) * 100);
      bar.value = percent;
      note.textContent = text('textSend', percent);
    };
    request.onloadend = () => {
      sending = false;
      let facts = {};
      try { facts = JSON.parse(request.responseText); } catch (error) { /* not our answer */ }
      item.classList.remove('is-busy');
      if (request.status >= 200 && request.status < 300 && facts.id !== undefined) arrived(item, facts);
      else failed(item, request.status, facts);
      sendNext();
    };
    item.classList.remove('is-failed');
    item.classList.add('is-busy');
    item.querySelector('.photo-retry').hidden = true;
    note.textContent = text('textSend', 0);
    request.send(body);
  }

  function arrived(item, facts) {
    files.delete(item);
    item.dataset.photo = facts.id;
    item.querySelector('.photo-note').textContent = '';
    const image = item.querySelector('img');
    if (facts.url) { image.src = facts.url; item.classList.remove('is-blank'); }
    image.alt = facts.alt || '';
    showFix(item, facts);
    const hidden = document.createElement('input');
    hidden.type = 'hidden';
    hidden.name = 'photo_ids';
    hidden.value = facts.id;
    item.append(hidden);
    announce('');
    if (facts.version !== undefined && form.elements.version) form.elements.version.value = facts.version;
    picker.dispatchEvent(new CustomEvent('lapak:photo', { bubbles: true, detail: facts }));
    if (!actionUrl) list.dispatchEvent(new Event('change', { bubbles: true })); // the new photo goes with the form (autosave)
  }

  /** The way to the studio, and what the server saw in the photo. */
  function showFix(item, facts) {
    const link = item.querySelector('[data-photo-fix]');
    if (!link || !facts.fix) return;
    const hint = link.querySelector('.photo-hint');
    link.href = facts.fix;
    link.hidden = false;
    hint.textContent = facts.hint || '';
    hint.hidden = !facts.hint;
  }

  function failed(item, code, facts) {
    const sentence = facts.error || (code === 0 ? text('textOffline') : text('textFailed'));
    item.classList.add('is-failed');
    item.querySelector('.photo-note').textContent = sentence;
    const refused = code >= 400 && code < 500 && code !== 429;
    item.querySelector('.photo-retry').hidden = refused && Boolean(facts.error);
    announce(sentence);
  }

  async function act(item, action) {
    const before = Array.from(list.children);
    if (action === 'retry') {
      queue.push(item);
      sendNext();
      return;
    }
    if (action === 'remove') item.remove();
    else if (action === 'up' && item.previousElementSibling) list.insertBefore(item, item.previousElementSibling);
    else if (action === 'down' && item.nextElementSibling) list.insertBefore(item.nextElementSibling, item);
    const id = item.dataset.photo;
    refresh();
    if (action !== 'remove') item.querySelector(`[data-photo-do="${action}"]`).focus();
    if (!id) return;
    if (!actionUrl) {
      list.dispatchEvent(new Event('change', { bubbles: true })); // the order goes with the form (autosave)
      return;
    }
    const body = new URLSearchParams({ csrf_token: token(), photo_action: `${action}:${id}` });
    list.querySelectorAll('input[name="photo_ids"]').forEach((field) => body.append('photo_ids', field.value));
    try {
      const answer = await fetch(actionUrl, { method: 'POST', body, credentials: 'same-origin', headers: { 'X-Upload': '1', Accept: 'application/json' } });
      if (!answer.ok) throw new Error(answer.status);
    } catch (error) {
      before.forEach((one) => list.append(one)); // as it was: nothing is lost
      refresh();
      house.say(text('textFailed'), 'sun');
    }
  }

  input.addEventListener('change', (event) => {
    event.stopPropagation();
    const chosen = Array.from(input.files);
    if (uploadUrl) input.value = ''; // sent on its own, not with the form
    if (chosen.length) add(chosen);
  });
  list.addEventListener('click', (event) => {
    const button = event.target.closest('[data-photo-do]');
    if (!button) return;
    event.preventDefault();
    act(button.closest('.photo'), button.dataset.photoDo);
  });
  refresh();
}
