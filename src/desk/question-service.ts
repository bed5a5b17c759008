import { openQuestions } from "../booking/question-service.ts";
import type { VisitQuestion } from "../booking/question.ts";
import type { Tx } from "../db/client.ts";
import { aboutOf } from "./reconcile-service.ts";

/** A visit that only a call knows, and which call that was. */
export type AskedVisit = {
  question: VisitQuestion;
  calledAt: number;
  name: string | null;
  phone: string | null;
};

/** What is asked about visits from a day on, and nobody answered yet. */
export async function askedVisits(
  tx: Tx,
  businessId: string,
  value: { from: string; limit: number },
): Promise<AskedVisit[]> {
  const questions = await openQuestions(tx, businessId, value);
  return Promise.all(
    questions.map(async (question) => ({
      question,
      ...(await aboutOf(tx, businessId, question)),
    })),
  );
}
