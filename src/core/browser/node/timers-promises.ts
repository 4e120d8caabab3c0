export { nextTurn as setImmediate } from '../turns';
