// Compiled with the dashboard behind it, so that the compiler says where it is not what Grafana demands.
import type { Dashboard } from "@grafana/schema";

// JSON has the text of an enum, not its name.
type Plain<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;

