import path from 'path-browserify';

export const { basename, delimiter, dirname, isAbsolute, join, posix, relative, sep } = path;
