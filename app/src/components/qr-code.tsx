import type { VNode } from "preact";
import { useEffect, useState } from "preact/hooks";

/** So much white around it a reader needs, in modules (ISO/IEC 18004). */
const quietZone = 4;

type Drawing = { readonly path: string; readonly size: number };

/** A text as a QR code: dark on white in every theme, as readers expect. What draws it is loaded when it is needed. */
export const QrCode = ({ text, label }: { readonly text: string; readonly label: string }): VNode => {
  const [drawing, setDrawing] = useState<Drawing>();
  useEffect(() => {
    let wanted = true;
    void import("uqr").then(({ encode }) => {
      const { data, size } = encode(text, { ecc: "M", border: quietZone });
      if (wanted) setDrawing({ path: pathOf(data), size });
    });
    return () => {
      wanted = false;
    };
  }, [text]);
  const shown = drawing ?? { path: "", size: 1 };
  return (
    <svg
      class="qr-code"
      role="img"
      aria-label={label}
      viewBox={`0 0 ${shown.size} ${shown.size}`}
      shape-rendering="crispEdges"
    >
      <path d={shown.path} />
    </svg>
  );
};

/** Each run of dark modules in a row is one bar. */
const pathOf = (rows: readonly (readonly boolean[])[]): string =>
  rows
    .flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1] === true) return [];
        const light = row.indexOf(false, x);
        const length = (light < 0 ? row.length : light) - x;
        return `M${x} ${y}h${length}v1h-${length}z`;
      }),
    )
    .join("");
