import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ApiFault } from "../api/http.ts";
import { useApp } from "../app-context.ts";
import { LinkButton } from "../components/button.tsx";
import { Heading, Outcome } from "../components/page.tsx";
import { Spinner } from "../components/waiting.tsx";
import { type LinkFault, takeLinkGrant } from "../links/linking.ts";
import { go, hrefOf } from "../router.ts";
import { networkName } from "../texts/format.ts";
import { commonTexts } from "../texts/messages/common.ts";
import { linkTexts } from "../texts/messages/joining.ts";
import { toast } from "../components/toast.tsx";
import { useReader } from "../texts/reader.ts";

type Fault = LinkFault | "link_taken" | "link_unavailable" | "unknown";

/** Back from a network: hands its answer over, then goes on where the person was. */
export const Linking = (): VNode => {
  const { api, wallet } = useApp();
  const { t } = useReader();
  const [failed, setFailed] = useState<{ readonly fault: Fault; readonly joining: boolean }>();

  const finish = async (): Promise<void> => {
    const { joining, grant } = takeLinkGrant();
    if (!grant.ok) return setFailed({ fault: grant.fault, joining });
    const linked = await api.linkAccount(grant.value);
    await wallet.refresh();
    // The answer may have been lost on the way: what counts is whether it is linked.
    const links = wallet.store.get().me?.links ?? [];
    const link = linked.ok ? linked.value : links.find(({ channel }) => channel === grant.value.channel);
    if (link === undefined) return setFailed({ fault: linked.ok ? "unknown" : faultOf(linked.fault), joining });
    if (!joining) toast(t(linkTexts.linked, { handle: link.handle }));
    go({ screen: joining ? "join_done" : "accounts" });
  };
  useEffect(() => void finish(), []);

  if (failed === undefined) {
    return (
      <main class="page page-centred" aria-busy="true">
        <div class="outcome">
          <Spinner />
          <Heading>{t(linkTexts.title, { network: networkName("x") })}</Heading>
          <p role="status">{t(linkTexts.busy)}</p>
        </div>
      </main>
    );
  }
  const { fault, joining } = failed;
  return (
    <main class="page page-centred">
      <Outcome icon="alert" tone="bad" title={t(commonTexts.somethingWrong)}>
        <p role="alert">{fault !== "unknown" && t(linkTexts[fault], { network: networkName("x") })}</p>
      </Outcome>
      <LinkButton kind="primary" href={hrefOf({ screen: joining ? "join_link" : "accounts" })}>
        {t(commonTexts.tryAgain)}
      </LinkButton>
    </main>
  );
};

const faultOf = (fault: ApiFault): Fault => {
  if (fault.kind !== "refused") return "unknown";
  if (fault.code === "link_refused") return "expired";
  return fault.code === "link_taken" || fault.code === "link_unavailable" ? fault.code : "unknown";
};
