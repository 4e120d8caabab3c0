/** Plain JSON, as it is handed to a model. What is undefined is left out. */
export type AnswerValue = string | number | boolean | undefined | readonly AnswerValue[] | AnswerObject;

export interface AnswerObject {
  readonly [key: string]: AnswerValue;
}

export function isList(value: AnswerValue): value is readonly AnswerValue[] {
  return Array.isArray(value);
}
