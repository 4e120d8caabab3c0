/** How many answers are kept, and to questions of which length in UTF-16 units: mail may make questions up. */
const mostAnswers = 256;
const longestQuestion = 100;

/** Answers to what mail asks again and again in the same words, such as what charset a label names. */
export class Remembered<Answer> {
  private readonly answers = new Map<string, Answer>();

  constructor(private readonly find: (question: string) => Answer) {}

  of(question: string): Answer {
    if (question.length > longestQuestion) return this.find(question);
    const known = this.answers.get(question);
    if (known !== undefined) return known;
    // A copy, since a piece of a document keeps the whole document in memory.
    const copy = Buffer.from(question, 'utf16le').toString('utf16le');
    const answer = this.find(copy);
    if (this.answers.size >= mostAnswers) this.answers.clear();
    this.answers.set(copy, answer);
    return answer;
  }
}
