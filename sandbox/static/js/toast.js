// Short messages at the bottom. Good news leaves by itself; trouble stays until it is closed.

const GOOD_NEWS_MS = 6000;

export function start(root) {
  root.querySelectorAll('[data-toast]').forEach(leaveLater);
}

/** Show `text`; `tone` is leaf, sky, sun or chilli. */
export function toast(text, tone, house) {
  const place = document.getElementById('toasts');
  if (!place) return;
  const box = document.createElement('div');
  box.className = `toast toast-${tone || 'leaf'}`;
  box.dataset.toast = '';
  const words = document.createElement('p');
  words.className = 'toast-text';
  words.textContent = text;
  const close = document.createElement('button');
  close.type = 'button';
  close.className = 'toast-close';
  close.dataset.toastClose = '';
  close.setAttribute('aria-label', house.sentence('close'));
  close.textContent = '\u00d7';
  box.append(words, close);
  place.append(box);
  leaveLater(box);
}

function leaveLater(box) {
  if (box.matches('.toast-leaf, .toast-sky')) setTimeout(() => box.remove(), GOOD_NEWS_MS);
}

document.addEventListener('click', (event) => {
  const close = event.target.closest('[data-toast-close]');
  if (close) close.closest('[data-toast]').remove();
});
