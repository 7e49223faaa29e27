// Opens <dialog> where the link would lead to a page asking the same.

export function start() {}

document.addEventListener('click', (event) => {
  const opener = event.target.closest('[data-dialog]');
  if (opener) {
    const dialog = document.getElementById(opener.dataset.dialog);
    if (dialog && dialog.showModal) {
      event.preventDefault();
      dialog.showModal();
    }
    return;
  }
  const closer = event.target.closest('[data-dialog-close]');
  const dialog = closer ? closer.closest('dialog') : event.target;
  if (closer && dialog) event.preventDefault();
  if (dialog && dialog.tagName === 'DIALOG' && dialog.open && (closer || isOutside(event, dialog))) dialog.close();
});

function isOutside(event, dialog) {
  if (!event.detail) return false; // a key press, not a tap
  const box = dialog.getBoundingClientRect();
  return event.clientX < box.left || event.clientX > box.right || event.clientY < box.top || event.clientY > box.bottom;
}
