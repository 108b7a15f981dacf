import { useEffect, useState } from "preact/hooks";
import type { ApiResult } from "../api/http.ts";

/** A list that is read when the page opens; `failed` where it cannot be. */
export const useList = <One>(
  read: () => Promise<ApiResult<{ readonly data: readonly One[] }>>,
): readonly One[] | "failed" | undefined => {
  const [list, setList] = useState<readonly One[] | "failed">();
  useEffect(() => void read().then((answer) => setList(answer.ok ? answer.value.data : "failed")), []);
  return list;
};
