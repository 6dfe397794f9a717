import 'idle-timeout-element';
import type {} from 'idle-timeout-element/types/vue';
import type { GlobalComponents } from 'vue';

type Props = InstanceType<GlobalComponents['idle-timeout']>['$props'];

export const tag: Props = { 'session-url': '/session', timeout: 900, drafts: true, class: 'tag', onWarn: ({ reason }) => reason === 'idle' };
// @ts-expect-error: misspelt
export const misspelt: Props = { timout: '15m' };
// @ts-expect-error: no such kind of value
export const wrong: Props = { drafts: 'yes' };
// @ts-expect-error: no such reason
export const odd: Props = { onExpire: ({ reason }) => reason === 'bored' };

export const maybe: Props = { drafts: undefined, onWarn: undefined };
