import '../../src/index.ts';

document.body.innerHTML = '<idle-timeout timeout="20m"></idle-timeout>';
