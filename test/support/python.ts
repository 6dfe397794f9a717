import { spawnSync } from 'node:child_process';

// Debian's own: another python3 may stand before it on the path, without Flask and Django.
const PYTHONS = ['/usr/bin/python3', 'python3'];
const withModules = (modules: string) => PYTHONS.find((command) => spawnSync(command, ['-c', `import ${modules}`]).status === 0);
const [flask, django] = [withModules('flask, flask_login, blinker'), withModules('django')];

export const python = flask ?? django ?? 'python3';

/** Why a test can't run where there is none. */
export const withoutFlask = flask ? false : 'Flask and Flask-Login are not installed (Debian: python3-flask, python3-flask-login, python3-blinker)';

export const withoutDjango = django === python ? false : 'Django is not installed (Debian: python3-django)';
