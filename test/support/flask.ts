import { spawnSync } from 'node:child_process';

// Debian's own: another python3 may stand before it on the path, without Flask.
const found = ['/usr/bin/python3', 'python3'].find((command) => spawnSync(command, ['-c', 'import flask, flask_login, blinker']).status === 0);

export const python = found ?? 'python3';

/** Why a test can't run where there is none. */
export const withoutFlask = found ? false : 'Flask and Flask-Login are not installed (Debian: python3-flask, python3-flask-login, python3-blinker)';
