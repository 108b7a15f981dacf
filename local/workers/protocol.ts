/** What a worker is started with. */
export type WorkerSettings = {
  readonly modulePath: string;
  readonly exportName: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
};

export type Fault = { readonly errorType: string; readonly errorMessage: string; readonly stack: string };

export type ToWorker = { readonly requestId: string; readonly event: unknown; readonly deadlineMs: number };

export type FromWorker =
  | { readonly kind: "ready" }
  | { readonly kind: "unloadable"; readonly fault: Fault }
  | { readonly kind: "answered"; readonly requestId: string; readonly value: string }
  | { readonly kind: "failed"; readonly requestId: string; readonly fault: Fault };
