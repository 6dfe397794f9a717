import { holderOf } from './fields.ts';

/** What befalls forms, and the page with them. */
export interface Happenings {
  /** A field got the focus: before anything is typed in it. */
  entered(holder: Element, field: Element): void;
  typed(holder: Element): void;
  /** @param handled The page itself sees to it: no other page follows. */
  sent(holder: Element, handled: boolean): void;
  /** The page goes to another address, without having been left. */
  moved(): void;
  left(): void;
  back(): void;
}

/** @param signal Aborted, nothing is watched any more. */
export function watchForms(signal: AbortSignal, { entered, typed, sent, moved, left, back }: Happenings): void {
  const on = (target: EventTarget | undefined, type: string, run: (holder: Element, event: Event) => void) => {
    const listener = (event: Event) => {
      const holder = event.target instanceof Element ? holderOf(event.target) : document.body;
      if (holder) run(holder, event);
    };
    target?.addEventListener(type, listener, { capture: true, signal });
  };
  on(document, 'focusin', (holder, { target }) => entered(holder, target as Element));
  on(document, 'input', typed);
  on(document, 'change', typed);
  // What a reset brings comes after its event.
  on(document, 'reset', (holder) => setTimeout(typed, 0, holder));
  // Whether the page sees to it is known when all have heard of it.
  on(document, 'submit', (holder, event) => setTimeout(() => sent(holder, event.defaultPrevented)));
  on((window as { navigation?: EventTarget }).navigation, 'currententrychange', moved);
  on(window, 'pagehide', left);
  on(window, 'pageshow', back);
}
