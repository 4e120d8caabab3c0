import { join } from 'node:path';
import { repositoryRoot } from '../host/repository';

/** The samples as they come with the project. */
export const samples = join(repositoryRoot(), 'samples');
