import fc from 'fast-check';
import { amount } from './full';

fc.configureGlobal({ numRuns: amount(25, 100) });
