/** What one setting is and may be: an entry of the table. */

export type Value = string | number | boolean | null;

export interface Setting {
  /** as it stands in a URL, an attribute and (with --) on a command line */
  key: string;
  type: 'integer' | 'number' | 'choice' | 'flag' | 'schedule' | 'numbers' | 'matrix';
  /** null: chosen from the other settings when a run starts, or none */
  default: Value;
  min?: number;
  max?: number;
  /** a choice's values; for numbers, words allowed beside them */
  values?: readonly (number | string)[];
  /** that use it; left out: all */
  models?: readonly string[];
  /** optimisers that have no use for it */
  unusedBy?: readonly string[];
  /** what is different with an optimiser, for a model of so many inputs */
  byOptimizer?: Readonly<Record<string, (inputs: number) => Partial<Setting>>>;
  /** what it belongs to: the training run or its presentation */
  scope: 'run' | 'figure';
}
