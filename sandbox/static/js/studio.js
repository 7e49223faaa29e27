// The photo studio: the original moves behind a window of the chosen shape. The server does the cutting;
// this only shows what it will be, with the same sums (media/recipe.py), and fills the form.

const ROOM = 1000;
const CLOSEST = 300;
const seen = new WeakSet();

export function start(root) {
  const stage = (root.matches && root.matches('[data-studio]')) ? root : root.querySelector('[data-studio]');
  const form = document.querySelector('[data-studio-form]');
  if (!stage || !form || seen.has(stage)) return;
  seen.add(stage);
  run(stage, form);
}

/** The part a recipe keeps: width and height, left and top from the middle of the turned picture. */
export function cutOf(width, height, { across, down, zoom, angle, x, y }) {
  const sine = Math.abs(Math.sin((angle / 10) * (Math.PI / 180)));
  const cosine = Math.abs(Math.cos((angle / 10) * (Math.PI / 180)));
  const share = Math.min(width / (width * cosine + height * sine), height / (width * sine + height * cosine));
  const frame = { width: width * share, height: height * share };
  const shape = across ? { across, down } : { across: width, down: height };
  const unit = (Math.min(frame.width / shape.across, frame.height / shape.down) * 100) / zoom;
  const cut = { width: shape.across * unit, height: shape.down * unit };
  const room = { width: frame.width - cut.width, height: frame.height - cut.height };
  cut.left = -frame.width / 2 + (room.width * x) / ROOM;
  cut.top = -frame.height / 2 + (room.height * y) / ROOM;
  cut.room = room;
  return cut;
}

function run(stage, form) {
  const pane = stage.querySelector('[data-studio-window]');
  const moved = stage.querySelector('[data-studio-moved]');
  const safe = stage.querySelector('[data-studio-safe]');
  const zoom = form.querySelector('[data-studio-zoom]');
  const angle = form.querySelector('[data-studio-angle]');
  const fieldX = form.querySelector('[data-studio-x]');
  const fieldY = form.querySelector('[data-studio-y]');
  const drag = form.querySelector('[data-studio-drag]');
  const zooms = Array.from(form.querySelectorAll('input[name="zoom"]'));
  const spots = Array.from(form.querySelectorAll('input[name="spot"]'));
  const width = Number(stage.dataset.width);
  const height = Number(stage.dataset.height);
  const fingers = new Map();
  let scale = 1;
  let pinch = 0;

  zooms.forEach((one) => { one.name = 'zoom-step'; });
  zoom.name = 'zoom';
  form.querySelector('[data-studio-place]').open = false;

  const shape = () => form.querySelector('input[name="ratio"]:checked') || form.querySelector('input[name="ratio"]');
  const recipe = () => ({
    across: Number(shape().dataset.across),
    down: Number(shape().dataset.down),
    zoom: Number(zoom.value),
    angle: Number(angle.value),
    x: Number(fieldX.value),
    y: Number(fieldY.value),
  });
  const isCut = () => shape().dataset.across !== '0' || Number(zoom.value) > 100;
  const limit = (value, low, high) => Math.min(high, Math.max(low, value));

  /** Show what the form says now; the first time the original is fetched. */
  function show() {
    const wanted = recipe();
    const cut = cutOf(width, height, wanted);
    if (!stage.classList.contains('is-cutting')) {
      moved.src = stage.dataset.original;
      if (document.getElementById('studio-tone')) moved.style.filter = 'url(#studio-tone)';
      stage.classList.add('is-cutting');
      pane.hidden = false;
      pane.tabIndex = 0;
    }
    const box = stage.getBoundingClientRect();
    scale = Math.min(box.width / cut.width, box.height / cut.height);
    const across = cut.width * scale;
    const down = cut.height * scale;
    pane.style.width = `${across}px`;
    pane.style.height = `${down}px`;
    pane.style.left = `${(box.width - across) / 2}px`;
    pane.style.top = `${(box.height - down) / 2}px`;
    moved.style.width = `${width * scale}px`;
    moved.style.height = `${height * scale}px`;
    moved.style.left = `${(-cut.left - width / 2) * scale}px`;
    moved.style.top = `${(-cut.top - height / 2) * scale}px`;
    moved.style.transform = `rotate(${wanted.angle / 10}deg)`;
    pane.style.touchAction = isCut() ? 'none' : 'pan-y';
    drag.hidden = !isCut();
    shade(across, down);
    form.querySelectorAll('output').forEach((output) => {
      output.textContent = output.htmlFor.contains('angle') ? `${wanted.angle / 10}°` : `${wanted.zoom}%`;
    });
  }

  /** Shade what apps cover or cut off. */
  function shade(across, down) {
    const parts = (shape().dataset.safe || '').split(',').map(Number);
    safe.setAttribute('viewBox', `0 0 ${across} ${down}`);
    safe.textContent = '';
    if (parts.length !== 4) return;
    const [top, right, bottom, left] = parts;
    const bars = [
      [0, 0, across, (down * top) / ROOM],
      [0, down - (down * bottom) / ROOM, across, (down * bottom) / ROOM],
      [0, 0, (across * left) / ROOM, down],
      [across - (across * right) / ROOM, 0, (across * right) / ROOM, down],
    ];
    bars.forEach(([x, y, wide, tall]) => {
      const bar = document.createElementNS(safe.namespaceURI, 'rect');
      bar.setAttribute('class', 'studio-shade');
      Object.entries({ x, y, width: wide, height: tall }).forEach(([name, value]) => bar.setAttribute(name, value));
      safe.append(bar);
    });
  }

  /** Move the picture by so many pixels of the screen. */
  function move(across, down) {
    const { room } = cutOf(width, height, recipe());
    const step = (field, by, free) => {
      if (free > 0.5) field.value = Math.round(limit(Number(field.value) - (by / scale / free) * ROOM, 0, ROOM));
    };
    step(fieldX, across, room.width);
    step(fieldY, down, room.height);
    spots.forEach((spot) => { spot.checked = false; });
    show();
  }

  function closer(value) {
    zoom.value = Math.round(limit(value, 100, CLOSEST));
    zooms.forEach((one) => { one.checked = one.value === zoom.value; });
    show();
  }

  const spread = () => {
    const [one, other] = Array.from(fingers.values());
    return Math.hypot(one.x - other.x, one.y - other.y);
  };

  pane.addEventListener('pointerdown', (event) => {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    try { pane.setPointerCapture(event.pointerId); } catch (error) { /* the finger has left already */ }
    if (fingers.size === 2) pinch = spread() / Number(zoom.value);
  });
  pane.addEventListener('pointermove', (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, now);
    if (fingers.size === 2 && pinch > 0) closer(spread() / pinch);
    else if (isCut()) move(now.x - before.x, now.y - before.y);
  });
  ['pointerup', 'pointercancel', 'lostpointercapture'].forEach((name) => {
    pane.addEventListener(name, (event) => fingers.delete(event.pointerId));
  });
  pane.addEventListener('wheel', (event) => {
    if (!event.ctrlKey) return; // a plain wheel scrolls the page
    event.preventDefault();
    closer(Number(zoom.value) - Math.sign(event.deltaY) * 5);
  }, { passive: false });
  pane.addEventListener('keydown', (event) => {
    const ways = { ArrowLeft: [12, 0], ArrowRight: [-12, 0], ArrowUp: [0, 12], ArrowDown: [0, -12] };
    if (ways[event.key]) {
      event.preventDefault();
      move(...ways[event.key]);
    }
  });

  form.addEventListener('input', (event) => {
    const { target } = event;
    if (target.name === 'spot') [fieldX.value, fieldY.value] = target.value.split(',');
    if (target.name === 'zoom-step') zoom.value = target.value;
    if (target === zoom) zooms.forEach((one) => { one.checked = one.value === zoom.value; });
    if (target.matches('input')) show();
  });
  form.addEventListener('click', (event) => {
    const button = event.target.closest('[data-studio-turn]');
    if (!button) return;
    event.preventDefault(); // without a script each step goes to the server
    angle.value = limit(Number(angle.value) + Number(button.dataset.studioTurn), -150, 150);
    show();
  });
  window.addEventListener('resize', () => { if (stage.classList.contains('is-cutting')) show(); });
  if (isCut()) show(); // so that it can be moved at once, without first touching something else

  // before and after: as long as a finger rests on the button, or a key is held
  const hold = document.querySelector('[data-studio-hold]');
  const held = (on) => { stage.classList.toggle('is-held', on); };
  if (hold) {
    hold.addEventListener('pointerdown', () => held(true));
    ['pointerup', 'pointerleave', 'pointercancel', 'blur', 'keyup'].forEach((name) => hold.addEventListener(name, () => held(false)));
    hold.addEventListener('keydown', (event) => { if (event.key === ' ' || event.key === 'Enter') held(true); });
    hold.addEventListener('contextmenu', (event) => event.preventDefault());
  }
  const now = stage.querySelector('.studio-now');
  now.addEventListener('pointerdown', () => { if (hold) held(true); });
  ['pointerup', 'pointerleave', 'pointercancel'].forEach((name) => now.addEventListener(name, () => held(false)));
  now.addEventListener('contextmenu', (event) => { if (hold) event.preventDefault(); });
}
