import { useIdle } from '@vueuse/core';
import { effectScope, watch } from 'vue';

globalThis.mount = ({ timeout, onIdle }) => {
  const scope = effectScope();
  scope.run(() => {
    const { idle } = useIdle(timeout);
    watch(idle, (now) => now && onIdle());
  });
  return { unmount: () => scope.stop() };
};
