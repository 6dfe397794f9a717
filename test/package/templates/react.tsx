/** @jsxImportSource react */
import 'idle-timeout-element';
import type {} from 'idle-timeout-element/types/react';

export const tag = (
  <idle-timeout session-url="/session" timeout={900} countdown="2m" drafts className="tag" onwarn={(event) => event.reason === 'idle'}>
    <p slot="extra">Call us</p>
  </idle-timeout>
);

// @ts-expect-error: misspelt
export const misspelt = <idle-timeout timout="15m" />;
// @ts-expect-error: no such kind of value
export const wrong = <idle-timeout drafts="yes" />;
// @ts-expect-error: no such reason
export const odd = <idle-timeout onexpire={({ reason }) => reason === 'bored'} />;

export const maybe = <idle-timeout drafts={undefined} onwarn={undefined} />;
