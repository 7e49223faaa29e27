// The composer: previews follow every key, photos follow the product, an example can be asked for and taken back.
// Shows what sandbox/posts/preview.py shows; the server draws the first picture, so nothing depends on this.

const seen = new WeakSet();
const HASHTAG = /#[\p{L}\p{N}_]+/gu;

export function start(root, house) {
  root.querySelectorAll('form[data-post-preview]').forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    const box = document.getElementById(form.dataset.postPreview);
    const show = preview(form, box);
    photos(form, show);
    tabs(box);
    example(form, house);
    form.addEventListener('input', show.text);
    grow(form.elements.caption);
    show.text();
    show.photo();
  });
}

/** What a channel shows of a caption, counting characters as people do. */
export function showCaption(caption, first, limit) {
  const signs = Array.from(caption);
  const kept = signs.slice(0, limit);
  const lost = signs.length - kept.length;
  if (kept.length <= first) return { head: kept.join(''), rest: '', lost };
  const head = kept.slice(0, first).join('').replace(/\s+$/, '');
  return { head, rest: kept.join('').slice(head.length), lost };
}

function preview(form, box) {
  const limits = {
    first: Number(box.dataset.first), ig: Number(box.dataset.igLimit), wa: Number(box.dataset.waLimit), tags: Number(box.dataset.hashtags),
  };
  const part = (name) => box.querySelector(`[data-${name}]`);
  const warn = (name, wrong, facts) => {
    const note = part(name);
    const text = wrong ? note.dataset.text.replace(/\{(\w+)\}/g, (whole, key) => (key in facts ? facts[key] : whole)) : '';
    if (note.textContent !== text) note.textContent = text;
  };

  function text() {
    const caption = form.elements.caption.value.trim();
    const ig = showCaption(caption, limits.first, limits.ig);
    const wa = showCaption(caption, limits.wa, limits.wa);
    part('ig-head').textContent = ig.head || box.dataset.empty;
    part('ig-rest').textContent = ig.rest;
    part('ig-details').hidden = !ig.rest;
    part('wa-text').textContent = wa.head || box.dataset.empty;
    const tags = (caption.match(HASHTAG) || []).length;
    warn('ig-lost', ig.lost > 0, ig);
    warn('wa-lost', wa.lost > 0, wa);
    warn('ig-tags', tags > limits.tags, { count: tags });
  }

  function photo() {
    const product = form.querySelector('input[name="product"]:checked');
    if (!product) return;
    const chosen = form.querySelector(`input[name="photo-${product.value}"]:checked`) || product;
    box.querySelectorAll('[data-preview-photo]').forEach((image) => {
      image.hidden = !chosen.dataset.large;
      if (chosen.dataset.large && image.getAttribute('src') !== chosen.dataset.large) image.src = chosen.dataset.large;
      image.alt = chosen.dataset.alt;
    });
    box.querySelectorAll('[data-preview-none]').forEach((none) => { none.hidden = Boolean(chosen.dataset.large); });
  }

  return { text, photo };
}

function photos(form, show) {
  const follow = () => {
    const product = form.querySelector('input[name="product"]:checked');
    form.querySelectorAll('[data-photos-of]').forEach((group) => {
      group.classList.toggle('is-chosen', Boolean(product) && group.dataset.photosOf === product.value);
    });
    show.photo();
  };
  form.addEventListener('change', follow);
  form.addEventListener('input', (event) => { if (event.target.type === 'radio') follow(); });
  follow();
  const chosen = form.querySelector('input[name="product"]:checked');
  const strip = chosen && chosen.closest('.strip');
  if (strip) strip.scrollLeft = Math.max(0, chosen.parentElement.offsetLeft - strip.offsetLeft - 16);
}

/** The writing stays in view: the field grows with it. */
function grow(field) {
  const fit = () => {
    field.style.height = 'auto';
    field.style.height = `${field.scrollHeight + 4}px`;
  };
  field.addEventListener('input', fit);
  fit();
}

function tabs(box) {
  const buttons = Array.from(box.querySelectorAll('[data-show]'));
  buttons.forEach((button) => button.addEventListener('click', () => {
    box.dataset.shown = button.dataset.show;
    buttons.forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
  }));
}

function example(form, house) {
  const ask = form.querySelector('[data-draft]');
  const back = form.querySelector('[data-draft-undo]');
  const note = form.querySelector('[data-draft-note]');
  const field = form.elements.caption;
  let given = '';
  let before = '';

  const put = (text) => {
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };

  ask.addEventListener('click', async (event) => {
    event.preventDefault();
    ask.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(ask.formAction, {
        method: 'POST',
        credentials: 'same-origin',
        headers: { Accept: 'application/json' },
        body: new URLSearchParams(Array.from(new FormData(form))),
      });
      if (!answer.ok) throw new Error(answer.status);
      const { caption } = await answer.json();
      if (field.value.trim() && field.value !== given) before = field.value; // what the person wrote, not our last example
      given = caption;
      put(caption);
      form.elements.turn.value = Number(form.elements.turn.value) + 1;
      back.hidden = !before;
      note.textContent = note.dataset.text;
      ask.querySelector('.btn-text').textContent = ask.dataset.again;
    } catch (error) {
      house.say(ask.dataset.failed, 'sun');
    }
    ask.removeAttribute('aria-busy');
  });

  back.addEventListener('click', () => {
    put(before);
    given = '';
    before = '';
    back.hidden = true;
    note.textContent = '';
    field.focus();
  });
}
