import { unreadTexts } from '../files/unreadTexts';
import type { Container } from './archive';
import type { FoundArchive, OnRead } from './openFile';

/** Archives are not read in a browser. @throws (by rejection) Error with that as a sentence */
export async function openContainer(_found: FoundArchive, _onRead?: OnRead): Promise<Container> {
  throw new Error(unreadTexts.en['browser-archive']);
}
