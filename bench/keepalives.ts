import { installPeers } from './bundle.ts';
import { keepalives } from './rows/keepalives.ts';
import { toText } from './table.ts';

installPeers();
console.log('Keepalives by tabs; a minute and a half…');
console.log(toText(await keepalives()));
