// The composer: every channel's preview follows each key, photos follow the product and the order they are tapped in.
// Shows what sandbox/posts/preview.py and pictures.py show; the server draws the first picture, so nothing depends on this.

const seen = new WeakSet();
const HASHTAG = /#[\p{L}\p{N}_]+/gu;
const STOP = /(^|[^\p{L}\p{N}_])stop(?![\p{L}\p{N}_])/iu;

export function start(root, house) {
  root.querySelectorAll('form[data-post-preview]').forEach((form) => {
    if (seen.has(form)) return;
    seen.add(form);
    const box = document.getElementById(form.dataset.postPreview);
    const views = Array.from(box.querySelectorAll('[data-preview]'), (part) => channel(part, box));
    const chosen = photos(form, house);
    const show = () => {
      const product = form.querySelector('input[name="product"]:checked');
      const caption = form.elements.caption.value.trim();
      views.forEach((view) => view.text(caption, product));
      views.forEach((view) => view.photos(chosen()));
    };
    tabs(box);
    stopped(box, house);
    form.addEventListener('input', () => views.forEach((view) => view.text(form.elements.caption.value.trim(), form.querySelector('input[name="product"]:checked'))));
    form.addEventListener('change', show);
    grow(form.elements.caption);
    show();
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

/** A caption as a channel takes it: title, text, and what is left out. */
export function tell(caption, product, facts) {
  let title = '';
  let text = caption;
  if (facts.title && facts.kind === 'listing') title = product;
  else if (facts.title) {
    const [first, ...more] = text.split('\n');
    title = first.trim();
    text = more.join('\n').trim();
  }
  if (!facts.caption) text = '';
  if (facts.tail && !STOP.test(text)) text = `${text}\n\n${facts.tail}`.trim();
  const tags = (text.match(HASHTAG) || []).length;
  const signs = Array.from(title);
  return {
    title,
    text,
    seenTitle: signs.slice(0, facts.title).join(''),
    titleLost: Math.max(0, signs.length - facts.title),
    shown: showCaption(text, facts.first, facts.caption),
    tags: facts.hashtags && tags > facts.hashtags ? tags : 0,
  };
}

/** The size of the finished picture, and whether that is small; as sandbox/posts/pictures.py reckons it. */
export function cut(width, height, facts, nearly, sharp) {
  const [across, down] = facts.picture;
  const ratio = width / height / (across / down);
  const whole = facts.whole && Math.min(ratio, 1 / ratio) < nearly;
  const fit = whole ? Math.max(width / across, height / down) : Math.min(width / across, height / down);
  const scale = Math.min(1, fit);
  const size = [Math.max(1, Math.round(across * scale)), Math.max(1, Math.round(down * scale))];
  return { size, whole, small: Math.min(...size) < facts.smallest || size[0] < across * sharp };
}

function channel(part, box) {
  const data = part.dataset;
  const facts = {
    kind: data.kind,
    title: Number(data.titleLimit),
    caption: Number(data.captionLimit),
    first: Number(data.first),
    hashtags: Number(data.hashtags),
    tail: data.tail,
    picture: data.picture.split(',').map(Number),
    whole: data.frame === 'whole',
    smallest: Number(data.smallest),
  };
  const find = (name) => part.querySelector(`[data-${name}]`);
  const put = (element, text) => { if (element && element.textContent !== text) element.textContent = text; };
  const mark = box.querySelector(`[data-show="${data.preview}"] [data-tab-warn]`);

  function warn(name, wrong, said) {
    const note = part.querySelector(`[data-warn="${name}"]`);
    if (!note) return;
    put(note, wrong ? note.dataset.text.replace(/\{(\w+)\}/g, (whole, key) => (key in said ? said[key] : whole)) : '');
    mark.hidden = !Array.from(part.querySelectorAll('[data-warn]')).some((each) => each.textContent);
  }

  function take(name, text) {
    const piece = part.querySelector(`[data-copy-part="${name}"]`);
    if (!piece) return;
    piece.querySelector('[data-copy]').dataset.copy = text;
    piece.querySelector('textarea').value = text;
  }

  function text(caption, product) {
    const told = tell(caption, product ? product.dataset.name : '', facts);
    const title = find('title-text');
    if (title) put(title, told.seenTitle || title.dataset.empty);
    put(find('head'), told.shown.head || box.dataset.empty);
    put(find('rest'), told.shown.rest);
    if (find('rest-box')) find('rest-box').hidden = !told.shown.rest;
    if (product) put(find('price-text'), product.dataset.cost);
    warn('title', told.titleLost > 0, { lost: told.titleLost });
    warn('lost', told.shown.lost > 0, told.shown);
    warn('tags', told.tags > 0, { count: told.tags });
    take('title', told.title);
    take('text', told.text);
  }

  function photos(list) {
    const shots = find('shots');
    const kept = shots.hasAttribute('data-one') ? list.slice(0, 1) : list;
    const first = list[0] ? cut(Number(list[0].dataset.width), Number(list[0].dataset.height), facts, Number(box.dataset.nearly), Number(box.dataset.sharp)) : null;
    const key = kept.map((input) => input.value).join(',');
    if (shots.dataset.key !== key) {
      shots.dataset.key = key;
      shots.replaceChildren(...kept.map(shot));
      shots.scrollLeft = 0;
    }
    shots.classList.toggle('is-whole', Boolean(first && first.whole));
    find('none').hidden = list.length > 0;
    const count = find('shots-count');
    if (count) {
      count.hidden = list.length < 2;
      count.textContent = `1/${list.length}`;
      shots.onscroll = () => { count.textContent = `${Math.round(shots.scrollLeft / Math.max(1, shots.clientWidth)) + 1}/${list.length}`; };
    }
    const steps = find('steps');
    if (steps) steps.replaceChildren(...list.map(() => document.createElement('i')));
    const size = ([width, height]) => `${width} × ${height}`;
    warn('small', Boolean(first && first.small), first ? { made: size(first.size), best: size(facts.picture) } : {});
  }

  return { text, photos };
}

function shot(input) {
  const box = document.createElement('span');
  box.className = 'shot';
  ['shot-back', 'shot-photo'].forEach((name) => {
    const image = document.createElement('img');
    image.className = name;
    image.src = input.dataset.large;
    image.alt = name === 'shot-photo' ? input.dataset.alt : '';
    box.append(image);
  });
  return box;
}

/** Photos in the order they were tapped; gives a function that tells the chosen product's. */
function photos(form, house) {
  const box = form.querySelector('[data-most-photos]');
  const most = Number(box.dataset.mostPhotos);
  const orderOf = (group) => group.querySelector('[data-order]').value.split(',').filter(Boolean);
  const inputs = (group) => Array.from(group.querySelectorAll('input[type="checkbox"]'));

  function number(group) {
    const ticked = inputs(group).filter((input) => input.checked).map((input) => input.value);
    const order = orderOf(group).filter((id) => ticked.includes(id));
    ticked.forEach((id) => { if (!order.includes(id)) order.push(id); });
    group.querySelector('[data-order]').value = order.join(',');
    inputs(group).forEach((input) => {
      const place = order.indexOf(input.value);
      input.parentElement.querySelector('[data-place-of]').textContent = place < 0 ? '' : place + 1;
    });
    return order;
  }

  function follow() {
    const product = form.querySelector('input[name="product"]:checked');
    form.querySelectorAll('[data-of-product]').forEach((group) => {
      group.classList.toggle('is-chosen', Boolean(product) && group.dataset.ofProduct === product.value);
    });
  }

  form.addEventListener('change', (event) => {
    const group = event.target.closest('[data-of-product]');
    if (group && event.target.type === 'checkbox') {
      const ticked = inputs(group).filter((input) => input.checked);
      if (ticked.length > most) {
        event.target.checked = false;
        house.say(box.dataset.full, 'sun');
      } else if (!ticked.length) event.target.checked = true; // one always stays
    }
    form.querySelectorAll('fieldset[data-of-product]').forEach(number);
    follow();
  }, true);
  form.querySelectorAll('fieldset[data-of-product]').forEach(number);
  follow();
  const chosen = form.querySelector('input[name="product"]:checked');
  const strip = chosen && chosen.closest('.strip');
  if (strip) strip.scrollLeft = Math.max(0, chosen.parentElement.offsetLeft - strip.offsetLeft - 16);

  return () => {
    const group = form.querySelector('fieldset[data-of-product].is-chosen');
    if (!group) return [];
    const by = new Map(inputs(group).map((input) => [input.value, input]));
    return orderOf(group).map((id) => by.get(id)).filter(Boolean);
  };
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
  const links = Array.from(box.querySelectorAll('[data-show]'));
  const sections = Array.from(box.querySelectorAll('[data-preview]'));
  const show = (name) => {
    links.forEach((link) => {
      if (link.dataset.show === name) link.setAttribute('aria-current', 'true');
      else link.removeAttribute('aria-current');
    });
    sections.forEach((section) => { section.hidden = section.dataset.preview !== name; });
  };
  links.forEach((link) => link.addEventListener('click', (event) => {
    event.preventDefault();
    show(link.dataset.show);
    const strip = link.parentElement;
    strip.scrollLeft = Math.max(0, link.offsetLeft - strip.offsetLeft - (strip.clientWidth - link.offsetWidth) / 2);
  }));
  const asked = links.find((link) => link.hash === location.hash);
  show((asked || links[0]).dataset.show);
}

/** Nothing to take away while the coach says stop; a ready post is a draft from then on, as the server keeps it. */
function stopped(box, house) {
  const note = document.querySelector('[data-stopped]');
  const ready = document.querySelector('[data-ready]');
  if (!note) return;
  const follow = () => {
    box.classList.toggle('is-stopped', !note.hidden);
    if (note.hidden || !ready || ready.hidden) return;
    const drafted = document.querySelector('[data-drafted]');
    ready.hidden = true;
    drafted.hidden = false;
    house.say(drafted.dataset.drafted, 'sun');
  };
  new MutationObserver(follow).observe(note, { attributes: true, attributeFilter: ['hidden'] });
  follow();
}
