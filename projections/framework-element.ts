/** The dimension of an element by its code, which begins with it: `managing-services.3` gives `managing-services`. */
export function dimensionOf(element: string): string {
  const dot = element.indexOf('.');
  return dot === -1 ? element : element.slice(0, dot);
}
