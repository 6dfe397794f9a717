import { useIdle } from '@vueuse/core';

useIdle(1_200_000);
