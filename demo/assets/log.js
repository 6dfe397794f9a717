// Shows what the element on this page says. Everything here is public: events, `state`, `remaining`.
const element = document.querySelector('idle-timeout');
const log = document.querySelector('#log');

if (element && log) {
  const describe = {
    warn: ({ remaining, reason }) => `${reason}, ${remaining.toFixed(1)} s left`,
    extend: ({ source }) => `by ${source}`,
    keepalive: ({ remaining }) => `${remaining.toFixed(1)} s left`,
    keepaliveerror: ({ status, retryIn }) => `status ${status}, next try ${retryIn === null ? 'never' : `in ${retryIn.toFixed(1)} s`}`,
    expire: ({ reason }) => reason,
    signout: ({ source }) => `by ${source}`,
  };
  for (const [type, text] of Object.entries(describe)) {
    element.addEventListener(type, (event) => {
      const row = document.createElement('li');
      const time = document.createElement('time');
      const name = document.createElement('b');
      time.textContent = new Date().toLocaleTimeString('en-GB');
      name.textContent = type;
      row.append(time, name, text(event));
      log.prepend(row);
    });
  }

  const show = () => {
    document.querySelector('#state').textContent = element.state;
    document.querySelector('#remaining').textContent = `${Math.ceil(element.remaining)} s`;
  };
  await customElements.whenDefined('idle-timeout');
  show();
  setInterval(show, 250);
}
