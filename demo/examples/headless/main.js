import 'idle-timeout-element';

const timeout = document.querySelector('idle-timeout');
const dialog = document.querySelector('dialog');
const [left, trouble, stay, leave] = dialog.querySelectorAll('[id]');
timeout.addEventListener('warn', ({ reason }) => {
  stay.hidden = reason === 'absolute';
  trouble.textContent = '';
  dialog.showModal();
});
for (const type of ['warn', 'tick']) timeout.addEventListener(type, ({ remaining }) => (left.textContent = `${Math.ceil(remaining)} s`));
for (const type of ['extend', 'expire', 'signout']) timeout.addEventListener(type, () => dialog.close());
stay.onclick = async () => (trouble.textContent = (await timeout.extend()) ? '' : 'The server can’t be reached.');
leave.onclick = () => timeout.signOut();
