// Help with writing: an example that can be taken back, first sentences for the five parts, hashtags to tap.
// Does what sandbox/posts/composing.py does; without it the same buttons ask the server.

const seen = new WeakSet();
const HASHTAG = /#[\p{L}\p{N}_]+/gu;

export function start(root, house) {
  root.querySelectorAll('form[data-compose-help]').forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    example(form, house);
    parts(form);
    hashtags(form, house);
  });
}

const chosenProduct = (form) => form.querySelector('input[name="product"]:checked');

function put(field, text) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

const isTags = (line) => line.split(/\s+/).filter(Boolean).every((word) => word.startsWith('#'));

/** The caption with a first sentence: a hook in front, the others on a line at the end, hashtags last. */
export function addPart(caption, part, sentence) {
  const text = caption.trim();
  if (!text) return sentence;
  if (part === 'hook') return `${sentence}\n\n${text}`;
  const lines = text.split('\n');
  let tail = lines.length;
  while (tail && (!lines[tail - 1].trim() || isTags(lines[tail - 1]))) tail -= 1;
  return [lines.slice(0, tail).join('\n'), sentence, lines.slice(tail).join('\n').trim()].filter(Boolean).join('\n\n');
}

/** The caption with one more hashtag at its end. */
export function addHashtag(caption, tag) {
  const text = caption.replace(/\s+$/, '');
  if ((text.match(HASHTAG) || []).some((there) => there.toLowerCase() === tag.toLowerCase())) return caption;
  if (!text) return tag;
  return text + (isTags(text.slice(text.lastIndexOf('\n') + 1)) ? ' ' : '\n\n') + tag;
}

function parts(form) {
  const box = form.querySelector('[data-parts]');
  const field = form.elements.caption;
  const remarks = document.querySelector('[data-remarks]');
  const buttons = Array.from(box.querySelectorAll('[data-part]'));
  const known = new Map(buttons.filter((button) => button.dataset.words).map((button) => {
    const words = button.dataset.words.split('|').map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    return [button, new RegExp(`(^|[^\\p{L}\\p{N}_])(?:${words.join('|')})`, 'iu')];
  }));

  const isThere = (button) => {
    if (!field.value.trim()) return false;
    if (known.has(button)) return known.get(button).test(field.value);
    return !remarks.querySelector(`[data-family="${button.dataset.without}"]`);
  };
  const show = () => buttons.forEach((button) => {
    const there = isThere(button);
    button.classList.toggle('is-there', there);
    button.querySelector('[data-part-state]').textContent = there ? box.dataset.there : box.dataset.missing;
  });

  box.addEventListener('click', (event) => {
    const button = event.target.closest('[data-part]');
    if (!button) return;
    event.preventDefault();
    const product = chosenProduct(form);
    const facts = product ? { product: product.dataset.name, price: product.dataset.price, place: product.dataset.place } : {};
    const sentence = button.dataset.start.replace(/\{(\w+)\}/g, (whole, key) => facts[key] || whole);
    const text = addPart(field.value, button.dataset.part, sentence);
    put(field, text);
    field.focus();
    const at = text.indexOf(sentence);
    const gap = sentence.indexOf('…');
    field.setSelectionRange(at + (gap < 0 ? sentence.length : gap), at + (gap < 0 ? sentence.length : gap + 1));
  });
  field.addEventListener('input', () => known.forEach((words, button) => {
    button.classList.toggle('is-there', Boolean(field.value.trim()) && words.test(field.value));
  }));
  new MutationObserver(show).observe(remarks, { childList: true });
}

function hashtags(form, house) {
  const box = form.querySelector('[data-tags-box]');
  const chips = box.querySelector('[data-chips]');
  const count = box.querySelector('[data-tags-count]');
  const field = form.elements.caption;
  const most = Number(box.dataset.most);
  const used = () => (field.value.match(HASHTAG) || []).map((tag) => tag.toLowerCase());

  const show = () => {
    const there = used();
    const text = count.dataset.text.replace('{count}', there.length);
    if (count.textContent !== text) count.textContent = text;
    count.classList.toggle('is-over', there.length > most);
    chips.querySelectorAll('[data-tag]').forEach((chip) => {
      chip.setAttribute('aria-pressed', String(there.includes(chip.dataset.tag.toLowerCase())));
    });
  };

  function offer() {
    const product = chosenProduct(form);
    const tags = product ? product.dataset.tags.split(' ').filter(Boolean) : [];
    if (tags.join(' ') === Array.from(chips.querySelectorAll('[data-tag]'), (chip) => chip.dataset.tag).join(' ')) return;
    chips.replaceChildren(...tags.map((tag) => {
      const chip = document.createElement('button');
      chip.type = 'button';
      chip.className = 'chip';
      chip.dataset.tag = tag;
      chip.textContent = tag;
      return chip;
    }));
    show();
  }

  chips.addEventListener('click', (event) => {
    const chip = event.target.closest('[data-tag]');
    if (!chip) return;
    event.preventDefault();
    const tag = chip.dataset.tag;
    if (used().includes(tag.toLowerCase())) {
      const kept = field.value.replace(HASHTAG, (there) => (there.toLowerCase() === tag.toLowerCase() ? '' : there));
      put(field, kept.replace(/[ \t]{2,}/g, ' ').replace(/[ \t]+$/gm, '').replace(/\n{3,}/g, '\n\n').trim());
    } else if (used().length >= most) house.say(box.dataset.full, 'sun');
    else put(field, addHashtag(field.value, tag));
  });
  field.addEventListener('input', show);
  form.addEventListener('change', offer);
  offer();
  show();
}

function example(form, house) {
  const ask = form.querySelector('[data-draft]');
  const back = form.querySelector('[data-draft-undo]');
  const note = form.querySelector('[data-draft-note]');
  const field = form.elements.caption;
  let given = '';
  let before = '';

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
      put(field, caption);
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
    put(field, before);
    given = '';
    before = '';
    back.hidden = true;
    note.textContent = '';
    field.focus();
  });
}
