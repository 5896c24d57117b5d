/**
 * The shape every framework is shipped in. Frameworks are reference data: structure (codes, order, levels) with
 * short labels of our own; the issuing body's descriptors are not reproduced.
 */

export interface FrameworkElement {
  /** Code within its framework, for example `1.1` or `P18`. */
  readonly code: string;
  readonly label: string;
  /** Another name under which the source document itself refers to this element. */
  readonly alias?: string;
}

export interface FrameworkDimension {
  readonly code: string;
  readonly label: string;
  /** True when the dimension applies to senior staff only; for everybody else it is not applicable, never zero. */
  readonly seniorOnly: boolean;
  readonly elements: readonly FrameworkElement[];
}

/** One thing a person can be rated on: an element at a level, or an element without levels. */
export interface FrameworkCell {
  /** `1.3/L2` for a levelled cell; the element's own code (`6.1`, `P18`) for a cell without levels. */
  readonly code: string;
  readonly element: string;
  /** One of the framework's `levels`, or null where the source gives a single descriptor. */
  readonly level: string | null;
  readonly label: string;
}

export interface Framework {
  readonly id: string;
  readonly version: string;
  readonly title: string;
  readonly dimensions: readonly FrameworkDimension[];
  /** Level identifiers in ascending order; empty when the framework has no levels. */
  readonly levels: readonly string[];
  readonly cells: readonly FrameworkCell[];
}
