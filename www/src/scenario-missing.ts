/** Stands in for the module of the scenario crate where that has not been built yet. */
export type PostKind = "post" | "comment" | "caption" | "profile" | "story";
export type Topic =
  | "confidentiality"
  | "identification"
  | "privacy"
  | "speech"
  | "official"
  | "conduct"
  | "harbour";
export type Judgement = "fine" | "careful" | "not-allowed";
export interface Verdict {
  policies?: string[];
  categories?: string[];
  judgement?: Judgement;
  clause?: string;
}
export interface Scenario {
  id?: string;
  title?: string;
  title_es?: string;
  kind?: PostKind;
  topic?: Topic;
  pair?: string;
  situation?: string;
  situation_es?: string;
  account?: string;
  role?: string;
  post?: string;
  teaches?: string;
  teaches_es?: string;
  better?: string;
  notes?: string;
  notes_es?: string;
  verdict?: Verdict[];
}
export interface ScenarioProblem {
  scenario: string;
  key: string;
  kind: string;
  value: string;
  policy: string;
}
export interface Known {
  policies: { id: string; clauses: string[] }[];
  categories: string[];
  accounts: string[];
  roles: string[];
}
const missing = (): never => {
  throw new Error("dist/wasm-scenario is missing; run `cargo xtask build`");
};
export const readScenarios = (
  _scenarios: unknown[],
  _known: Known,
): { scenarios: Scenario[]; problems: ScenarioProblem[] } => missing();
export const lesson = (_scenario: Scenario, _checked: object): ScenarioProblem[] => missing();
export default async (_options: object): Promise<void> => missing();
