import { answerRequests } from '../../files/threadPool';
import { PartReading, type PartRequest } from './partReading';

const reading = new PartReading();

answerRequests((request: PartRequest) => reading.read(request));
