import { openBlank } from './blank.ts';
import { installPeers } from './bundle.ts';
import { activity } from './rows/activity.ts';
import { toText } from './table.ts';

installPeers();
const blank = await openBlank();
console.log('What an activity event costs; some 15 s…');
try {
  console.log(toText(await activity(blank)));
} finally {
  await blank.close();
}
