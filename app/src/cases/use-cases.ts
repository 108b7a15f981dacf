import { useEffect, useState } from "preact/hooks";
import type { CaseView } from "../../../contracts/http/cases.ts";
import { useApp } from "../app-context.ts";

/** What the person has reported, and is asked about; undefined until it is known. */
export const useCases = (): readonly CaseView[] | undefined => {
  const { api } = useApp();
  const [cases, setCases] = useState<readonly CaseView[]>();
  useEffect(() => {
    let current = true;
    void api.cases().then((answer) => {
      if (current && answer.ok) setCases(answer.value.data);
    });
    return () => void (current = false);
  }, [api]);
  return cases;
};

/** The other side of the payment. */
export const otherIn = ({ side, payer, payee }: Pick<CaseView, "side" | "payer" | "payee">): CaseView["payer"] =>
  side === "payer" ? payee : payer;
