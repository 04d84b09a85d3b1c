// Compiled with the dashboard in front of it, as "const dashboard = ...": an error says where it is not what Grafana's types demand.
import type { Dashboard } from "@grafana/schema/dist/esm/raw/dashboard/x/Dashboard_types.gen";

// JSON has the text of an enum, not its name.
type Plain<T> = T extends string ? `${T}` : T extends object ? { [K in keyof T]: Plain<T[K]> } : T;
