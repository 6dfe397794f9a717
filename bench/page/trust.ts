/**
 * Scripts can't make trusted events, so each listener to a movement or a key is handed one that says it is, after a real
 * dispatch; all contestants alike.
 */
export function trustScriptedEvents(): void {
  // One object for all, so that making it costs nobody anything.
  const trusted = { isTrusted: true, type: '', timeStamp: 0, screenX: 0, screenY: 1, clientX: 0, clientY: 1, pageX: 0, pageY: 1, target: document.body };
  const trust = ({ type }: Event) => {
    trusted.type = type;
    trusted.timeStamp = trusted.screenX = trusted.clientX = trusted.pageX += 1;
    return trusted as unknown as Event;
  };
  const add = EventTarget.prototype.addEventListener;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const listens = typeof listener === 'function' && /^(pointermove|mousemove|keydown)$/.test(type);
    add.call(this, type, listens ? (event: Event) => listener.call(this, trust(event)) : listener, options);
  };
}

/** Peers that listen to mouse events get one with each pointer event, as from a real pointer. */
export function movement(): readonly Event[] {
  return [new PointerEvent('pointermove', { bubbles: true }), new MouseEvent('mousemove', { bubbles: true })];
}
